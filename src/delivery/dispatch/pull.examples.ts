/** Worked examples for the documentation, in the wire's form. */

export const offerParamsExample = {
  providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n',
  reference: 'off_01jd3p1v9zfq0v2c8m6t4k7r5n',
}

export const outcomeExample = { state: 'booked' as const, effect: 'moved' as const }

export const poolExample = {
  offers: [
    {
      reference: offerParamsExample.reference,
      shipmentId: 'shm_01jd3p1v9zfq0v2c8m6t4k7r5n',
      pickup: { pin: '110006', point: { lat: 28.6562, lng: 77.2303 } },
      drop: { pin: '110001' },
      distanceMetres: 3050,
      weightGrams: 900,
      food: true,
      cold: false,
      reverse: false,
      size: { lengthMm: 250, widthMm: 200, heightMm: 120 },
      codPaise: 42_050,
      pricePaise: 4900,
      decideBy: '2026-11-20T06:31:00.000Z',
    },
  ],
  withdrawn: [],
}
