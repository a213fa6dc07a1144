export { bankContext, type Payee } from './payees.store.ts'
export { traderNotVerified } from './traders.errors.ts'
export { shopChanged, traderChanged } from './traders.events.ts'
export { createTraders, type Traders, type TradersDeps } from './traders.module.ts'
export { maySell } from './traders.rules.ts'
export {
  type BuyerFacts,
  type BuyerKind,
  type Drop,
  type SendBackReason,
  type ShopFacts,
  type Tier,
  type TraderStatus,
  tiers,
} from './traders.types.ts'
