export const pointId = 'pnt_01jd3h5w6nfz8t6m3m3m3m3m3m'
export const shopId = 'shp_01jd3h5w6nfz8t6m3m3m3m3m3m'

export const termsExample = {
  hours: { week: { mon: [{ open: '08:00', close: '21:00' }] } },
  shelfParcels: 40,
  parcelsPerDay: 30,
  feePaise: 800,
  deliversMetres: 2000,
  deliveryFeePaise: 1500,
}
export const placeExample = {
  pointId,
  kind: 'kirana' as const,
  name: 'Sharma Kirana',
  line1: '1 Bazaar Street',
  pin: '560001',
  district: 'Bengaluru Urban',
  state: 'Karnataka',
  place: { lat: 12.9716, lng: 77.5946 },
  phone: '+919876543210',
  ...termsExample,
}
export const pointExample = {
  ...placeExample,
  shopId,
  providerId: null,
  status: 'open' as const,
  statusReason: null,
  taken: 3,
  today: 5,
}
export const nearExample = {
  items: [{ ...placeExample, distanceMetres: 420, free: 25 }],
  full: [
    {
      pointId: 'pnt_01jd3h5w6nfz8t6m3m3m3m3m3n',
      ...{ name: 'Gupta Stores', line1: '7 Temple Road', distanceMetres: 610, why: 'day' as const },
    },
  ],
}
export const hubExample = {
  ...termsExample,
  feePaise: 0,
  deliversMetres: null,
  deliveryFeePaise: 0,
  providerId: null,
  name: 'Nagpur hub',
  line1: 'Wardha Road',
  pin: '440001',
  point: { lat: 21.1458, lng: 79.0882 },
  phone: null,
}
export const statementExample = {
  month: '2026-11',
  handedOut: { toBuyers: 1, toCarriers: 0, toShops: 0 },
  feesPaise: 800,
  stays: [
    {
      stayId: 'sty_01jd3h5w6nfz8t6m3m3m3m3m3m',
      orderId: 'ord_01jd3h5w6nfz8t6m3m3m3m3m3m',
      purpose: 'collect' as const,
      inAt: '2026-11-20T06:30:00.000Z',
      outAt: '2026-11-20T12:30:00.000Z',
      outTo: 'buyer' as const,
      feePaise: 800,
    },
  ],
}
