import { providerShipmentExample } from '../shipments/index.ts'

/** Worked examples for the documentation, in the wire's form. */

export const crewParamsExample = {
  providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n',
  shipmentId: 'shm_01jd3p1v9zfq0v2c8m6t4k7r5n',
}
export const photoExample = '5f0c1d9e7a3b48c2b6d4e1f09a8c7b6d5f0c1d9e7a3b48c2b6d4e1f09a8c7b6d'

export const crewExample = {
  ...providerShipmentExample,
  group: 'carrying' as const,
  pricePaise: 4900,
  decideBy: '2026-11-20T06:35:00.000Z',
}

const counts = {
  offered: 40,
  accepted: 36,
  declined: 3,
  lapsed: 1,
  delivered: 34,
  firstAttempt: 32,
  onTime: 31,
  failed: 1,
}
export const scorecardExample = {
  days: 1,
  from: '2026-11-20',
  to: '2026-11-20',
  ...counts,
  byDay: [{ day: '2026-11-20', ...counts }],
}

export const statementExample = {
  month: '2026-11',
  parcels: 34,
  feesPaise: 166_600,
  penaltiesPaise: 1500,
  cash: { openingPaise: 0, collectedPaise: 842_050, remittedPaise: 0, closingPaise: 842_050 },
  byDay: [{ day: '2026-11-20', parcels: 34, feesPaise: 166_600, cashPaise: 842_050 }],
}
