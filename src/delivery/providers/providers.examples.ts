/** Worked examples for the documentation, in the wire's form. */

export const registerExample = {
  name: 'Tez Parcel',
  dipp: 'DIPP12345',
  contactPhone: '+919876543210',
  contactEmail: 'desk@parcel.example.com',
  insurance: { insurer: 'Bharat General', policyNumber: 'BG-4471-22', validUntil: '2027-03-31' },
  capabilities: {
    pickup: {
      pins: ['110001'],
      pinPrefixes: ['1100'],
      districts: [{ state: 'Delhi', district: 'New Delhi' }],
      circles: [],
    },
    maxWeightGrams: 20_000,
    maxSideMillimetres: 800,
    maxDistanceMetres: 15_000,
    food: true,
    cod: true,
    hours: { week: { mon: [{ open: '08:00', close: '22:00' }], tue: [{ open: '08:00', close: '22:00' }] } },
    parcelsPerDay: 400,
    parcelsPerDayIn: [{ state: 'Delhi', district: 'New Delhi', parcelsPerDay: 150 }],
    lanes: { samePin: 45, sameDistrict: 60 },
  },
  rateCard: {
    basePaise: 2500,
    perKmPaise: 600,
    perKgPaise: 200,
    codFeePaise: 500,
    slabs: [{ upToMetres: 3000, upToGrams: 2000, pricePaise: 3000 }],
    surges: [{ weekdays: ['sat' as const, 'sun' as const], open: '18:00', close: '21:00', percent: 130 }],
    surgeCeilingPercent: 130,
  },
  promisedMinutes: 60,
  liveQuotes: false,
  channel: 'push' as const,
  ondc: null,
  webhookUrl: 'https://parcel.example.com/haat',
}

export const providerExample = {
  providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n',
  status: 'approved' as const,
  statusReason: null,
  ...registerExample,
  capabilities: registerExample.capabilities,
  version: 3,
  terms: { number: 2, holdsFrom: '2026-11-20T18:30:00.000Z' },
  createdAt: '2026-11-20T06:30:00.000Z',
}

export const termsExample = {
  ...providerExample.terms,
  state: 'holding' as const,
  capabilities: registerExample.capabilities,
  rateCard: registerExample.rateCard,
  promisedMinutes: 60,
  liveQuotes: false,
  createdAt: '2026-11-20T06:30:00.000Z',
}

export const keyExample = {
  keyId: 'key_01jd3p1v9zfq0v2c8m6t4k7r5n',
  prefix: 'hk_abcdefgh',
  createdAt: '2026-11-20T06:30:00.000Z',
}
