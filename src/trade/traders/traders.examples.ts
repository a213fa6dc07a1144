/** Worked examples of the documentation. */
const suffix = '01jd3h5w6nfz8t6m3m3m3m3m3m'
export const traderIdExample = `trd_${suffix}`
export const shopIdExample = `shp_${suffix}`

const registration = {
  tiers: ['retailer'],
  legalName: 'Asha Verma',
  tradeName: 'Verma Kirana',
  pan: 'AAPFU0939F',
  gstin: '27AAPFU0939F1ZV',
  udyam: 'UDYAM-MH-01-0000001',
  fssai: '11521999000123',
  upiId: 'verma.kirana@okaxis',
}

export const registerExample = {
  ...registration,
  bank: { accountNumber: '30123456789', ifsc: 'SBIN0001234' },
}

export const traderExample = {
  traderId: traderIdExample,
  status: 'submitted',
  statusSince: '2026-11-20T09:30:00.000Z',
  sendBackReasons: [],
  ...registration,
  enrolmentId: null,
  bank: { accountEnding: '6789', bankCode: 'SBIN' },
  state: 'Maharashtra',
  panOnly: false,
  createdAt: '2026-11-20T09:00:00.000Z',
}

const hours = {
  week: {
    mon: [{ open: '07:00', close: '21:30' }],
    sat: [
      { open: '07:00', close: '13:00' },
      { open: '16:00', close: '21:30' },
    ],
  },
  closedDates: ['2027-01-26'],
}

export const addShopExample = {
  name: 'Verma Kirana, Dadar',
  line1: '14, Gokhale Road North',
  city: 'Mumbai',
  pin: '400028',
  point: { lat: 19.0205, lng: 72.8397 },
  carePhone: '98765 43210',
  hours,
  radiusMetres: 3000,
  pinsServed: ['400014', '400028'],
  selfPickup: true,
}

const place = {
  line1: addShopExample.line1,
  line2: null,
  landmark: null,
  city: 'Mumbai',
  pin: '400028',
  district: 'Mumbai',
  state: 'Maharashtra',
  point: addShopExample.point,
  digipin: '4FK-549-2232',
  pointFrom: 'point',
  pointConfidence: 'high',
}

export const shopExample = {
  shopId: shopIdExample,
  traderId: traderIdExample,
  name: addShopExample.name,
  ...place,
  carePhone: '+919876543210',
  hours,
  radiusMetres: 3000,
  pinsServed: ['400014', '400028'],
  selfPickup: true,
  paused: false,
  warnings: [],
  createdAt: '2026-11-20T09:10:00.000Z',
}

export const publicShopExample = {
  shopId: shopIdExample,
  name: addShopExample.name,
  seller: {
    legalName: registration.legalName,
    tradeName: registration.tradeName,
    tiers: registration.tiers,
    gstin: registration.gstin,
    fssai: registration.fssai,
  },
  ...place,
  carePhone: '+919876543210',
  hours,
  openNow: true,
  nextOpening: '2026-11-20T09:30:00.000Z',
  radiusMetres: 3000,
  pinsServed: ['400014', '400028'],
  selfPickup: true,
  paused: false,
}
