import { gstinCheckCharacter } from '../../kernel/gstin.ts'
import type { ProviderPlan, Spot, TraderPlan } from './steps.ts'

/** The people and places of the demo: made up, but for the towns, PIN codes and the form of the numbers. */

export const kothrud: Spot = { pin: '411038', lat: 18.5074, lng: 73.8077 }
const marketYard: Spot = { pin: '411037', lat: 18.4889, lng: 73.8687 }
const bhosari: Spot = { pin: '411026', lat: 18.6298, lng: 73.8478 }
export const paud: Spot = { pin: '412108', lat: 18.5243, lng: 73.6132 }

const gstinOf = (pan: string): string => {
  const body = `27${pan}1Z`
  return `${body}${gstinCheckCharacter(body)}`
}

/** A spot some hundred metres away: the kirana round the corner. */
const near = (spot: Spot, north: number, east: number): Spot => ({
  ...spot,
  lat: spot.lat + north / 111_000,
  lng: spot.lng + east / 105_000,
})

const trader = (
  number: number,
  pan: string,
  plan: Pick<TraderPlan, 'tiers' | 'legalName' | 'tradeName' | 'shop'>,
): TraderPlan => ({
  phone: `+9198220010${String(number).padStart(2, '0')}`,
  pan,
  gstin: gstinOf(pan),
  fssai: `1152300000${String(1000 + number)}`,
  upiId: `trader${number}@okhaat`,
  ...plan,
})

export const traders = {
  manufacturer: trader(1, 'AAHCS1201K', {
    tiers: ['manufacturer'],
    legalName: 'Sahyadri Foods Private Limited',
    tradeName: 'Sahyadri Foods',
    shop: {
      name: 'Sahyadri Foods, works',
      line1: 'Plot 14, MIDC',
      city: 'Pune',
      spot: bhosari,
      radiusMetres: 60_000,
    },
  }),
  distributor: trader(2, 'AAGFD2302L', {
    tiers: ['distributor'],
    legalName: 'Deccan Distribution LLP',
    tradeName: 'Deccan Distribution',
    shop: {
      name: 'Deccan Distribution',
      line1: 'Godown 7, Sector 10',
      city: 'Pune',
      spot: near(bhosari, -900, 400),
      radiusMetres: 60_000,
    },
  }),
  wholesaler: trader(3, 'AAEFM3403M', {
    tiers: ['wholesaler'],
    legalName: 'Mandai Traders',
    tradeName: 'Mandai Traders',
    shop: {
      name: 'Mandai Traders, Market Yard',
      line1: 'Gala 212, Gultekdi',
      city: 'Pune',
      spot: marketYard,
      radiusMetres: 40_000,
    },
  }),
  kirana: trader(4, 'ABCPJ4504N', {
    tiers: ['retailer'],
    legalName: 'Suresh Jagtap',
    tradeName: 'Jagtap Kirana',
    shop: {
      name: 'Jagtap Kirana',
      line1: 'Shop 3, Paud Road',
      city: 'Pune',
      spot: near(kothrud, 250, 150),
      radiusMetres: 5000,
    },
  }),
  provisions: trader(5, 'ABDPK5605P', {
    tiers: ['retailer'],
    legalName: 'Meena Kulkarni',
    tradeName: 'Kulkarni Provisions',
    shop: {
      name: 'Kulkarni Provisions',
      line1: 'Karve Nagar corner',
      city: 'Pune',
      spot: near(kothrud, -500, 300),
      radiusMetres: 5000,
    },
  }),
  village: trader(6, 'ABEPG6706Q', {
    tiers: ['retailer'],
    legalName: 'Ganpat Marne',
    tradeName: 'Marne General Stores',
    shop: {
      name: 'Marne General Stores',
      line1: 'Bazar Peth',
      city: 'Paud',
      spot: paud,
      radiusMetres: 8000,
      pinsServed: ['412108'],
    },
  }),
} satisfies Record<string, TraderPlan>

/** Both serve the city; neither goes to the village. The first is cheaper, so it is asked first. */
export const startups: [ProviderPlan, ProviderPlan] = [
  {
    phone: '+919822002001',
    name: 'Tez Parcel',
    dipp: 'DIPP41001',
    pinPrefixes: ['4110'],
    rateCard: { basePaise: 2000, perKmPaise: 500, perKgPaise: 100, codFeePaise: 300 },
    promisedMinutes: 60,
  },
  {
    phone: '+919822002002',
    name: 'Pavan Logistics',
    dipp: 'DIPP41002',
    pinPrefixes: ['411'],
    rateCard: { basePaise: 3500, perKmPaise: 700, perKgPaise: 150, codFeePaise: 500 },
    promisedMinutes: 75,
  },
]

export const consumers = {
  city: {
    phone: '+919822003001',
    name: 'Asha Deshpande',
    line1: 'Flat 9, Shanti Society',
    spot: near(kothrud, 100, -200),
  },
  village: {
    phone: '+919822003002',
    name: 'Vitthal Dhamale',
    line1: 'House beside the temple',
    spot: near(paud, 600, 500),
  },
}

export const operatorPhone = '+919822009001'
