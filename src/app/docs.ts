import { deliveryProviderDocument } from '../delivery/adapters/webhook/index.ts'
import type { DocsOptions } from '../platform/http/index.ts'

/** Headings of the documentation at /docs, in the order in which trade happens, and the other contract. */
export const docs: DocsOptions = {
  headings: [
    {
      name: 'sign-in',
      description: 'A phone number and a one-time code bring the tokens that the rest asks for',
    },
    { name: 'account', description: 'Yourself, and for whom you act' },
    { name: 'places', description: 'PIN codes, DIGIPIN, what lies near' },
    { name: 'traders', description: 'Registration of businesses that sell, and their people' },
    { name: 'shops', description: 'Where they sell from, when, and how far they deliver' },
    { name: 'catalogue', description: 'Products, listings, stock, price lists as CSV' },
    { name: 'search', description: 'Goods in the shops around a place' },
    { name: 'orders', description: 'Cart, quote, checkout; what buyer and shop do with an order' },
    { name: 'payments', description: 'UPI, cash, gateway; refunds; the ledger' },
    {
      name: 'providers',
      description: 'Delivery startups: registration, keys, and what they tell of parcels',
    },
    { name: 'shipments', description: 'Parcels, as their buyer and their shop see them' },
    { name: 'operators', description: 'Who verifies traders, approves startups and settles what is stuck' },
    { name: 'operation', description: 'For load balancers and Prometheus' },
  ],
  contracts: [
    {
      slug: 'delivery-provider',
      name: 'What a delivery startup serves',
      document: deliveryProviderDocument(),
    },
  ],
}
