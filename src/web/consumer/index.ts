import type { WebRoutes } from '../page/index.ts'
import { accountPages } from './account.pages.tsx'
import { basketPages } from './basket.pages.tsx'
import { buyerPages } from './buyer.pages.tsx'
import { cancelPages } from './cancel.pages.tsx'
import { checkoutPages } from './checkout.pages.tsx'
import { comparePages } from './compare.pages.tsx'
import { districtPages } from './districts.pages.tsx'
import { doorPages } from './door.pages.tsx'
import { homePages } from './home.pages.tsx'
import { offlinePages } from './offline.pages.tsx'
import { orderPages } from './orders.pages.tsx'
import { payPages } from './pay.pages.tsx'
import { placePages } from './place.pages.tsx'
import { returnPages } from './returns.pages.tsx'
import { searchPages } from './search.pages.tsx'
import { shopPages } from './shop.pages.tsx'

export { consumerNavigation } from './navigation.ts'

const parts = [
  homePages,
  placePages,
  searchPages,
  shopPages,
  districtPages,
  basketPages,
  buyerPages,
  comparePages,
  checkoutPages,
  payPages,
  orderPages,
  doorPages,
  returnPages,
  cancelPages,
  accountPages,
  offlinePages,
]

/** All pages of this door. */
export const consumerPages: WebRoutes = (pages, app) => {
  for (const part of parts) part(pages, app)
}
