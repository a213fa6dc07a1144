import type { WebRoutes } from '../page/index.ts'
import { carrierPages } from './carrier.pages.tsx'
import { deliveryPages } from './delivery.pages.tsx'
import { documentsPages } from './documents.pages.tsx'
import { goodsPages } from './goods.pages.tsx'
import { goodsAddPages } from './goods-add.pages.tsx'
import { importPages } from './import.pages.tsx'
import { labelPages } from './label.pages.tsx'
import { marksPages } from './marks.pages.tsx'
import { mendPages } from './mend.pages.tsx'
import { moneyPages } from './money.pages.tsx'
import { orderPages } from './order.pages.tsx'
import { orderListPages } from './orders.pages.tsx'
import { parcelPages } from './parcel.pages.tsx'
import { payoutPages } from './payouts.pages.tsx'
import { peoplePages } from './people.pages.tsx'
import { picturesPages } from './pictures.pages.tsx'
import { pointPages } from './point.pages.tsx'
import { pointCashPages } from './point-cash.pages.tsx'
import { priceListPages } from './price-lists.pages.tsx'
import { registerPages } from './register.pages.tsx'
import { shopPages } from './shop.pages.tsx'

export { traderNavigation } from './navigation.ts'

/** All pages of this door. */
export const traderPages: WebRoutes = (pages, app) => {
  for (const part of [
    orderListPages,
    orderPages,
    labelPages,
    carrierPages,
    goodsPages,
    goodsAddPages,
    parcelPages,
    marksPages,
    priceListPages,
    mendPages,
    importPages,
    picturesPages,
    registerPages,
    documentsPages,
    shopPages,
    deliveryPages,
    pointPages,
    pointCashPages,
    peoplePages,
    moneyPages,
    payoutPages,
  ]) {
    part(pages, app)
  }
}
