/** Worked examples for the documentation, in the wire's form. */

const providerId = 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n'
const offerId = 'off_01jd3p1v9zfq0v2c8m6t4k7r5n'

export const providerEventExample = {
  eventId: 'tez-000017',
  reference: offerId,
  status: 'pickedUp',
  occurredAt: '2026-11-20T06:45:00.000Z',
  location: { lat: 28.6562, lng: 77.2303 },
  handoverCode: '407193',
}

export const parcelExample = {
  shipmentId: 'shm_01jd3p1v9zfq0v2c8m6t4k7r5n',
  state: 'booked' as const,
  carrier: 'shop' as const,
  attention: null,
  attentionCode: null,
  attentionFacts: null,
}

export const searchExample = {
  decisions: [
    {
      number: 1,
      round: 1,
      decidedAt: '2026-11-20T06:30:00.000Z',
      offerId,
      strategy: 'balanced' as const,
      elsewhere: 41,
      able: [
        {
          providerId,
          name: 'Tez Parcel',
          pricePaise: 4900,
          minutes: 60,
          score: 6100,
          parts: { price: 4900, time: 600, reliability: 400, load: 200 },
          priceFrom: 'rateCard' as const,
          newcomer: false,
          lost: null,
          why: null,
          lentTo: null,
        },
      ],
      refused: [
        {
          providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5p',
          name: 'Pahadi Post',
          rule: 'dropOutside',
          why: 'does not deliver at this PIN',
        },
      ],
    },
  ],
  offers: [
    {
      offerId,
      providerId,
      round: 1,
      state: 'booked' as const,
      closedBy: null,
      reason: null,
      pricePaise: 4900,
      promisedMinutes: 60,
      createdAt: '2026-11-20T06:30:00.000Z',
    },
  ],
}
