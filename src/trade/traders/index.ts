export { shopChanged, traderChanged } from './traders.events.ts'
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
