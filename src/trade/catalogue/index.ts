export { listingsChanged } from './catalogue.events.ts'
export {
  type Audience,
  audiences,
  type CatalogueFacts,
  type FoodMark,
  foodMarks,
  type ListingRef,
  type ListingStatus,
  type Offer,
  type OffersPage,
  type ProductFacts,
  type QuantityUnit,
  quantityUnits,
  type Shortage,
  type StockLine,
} from './catalogue.types.ts'
