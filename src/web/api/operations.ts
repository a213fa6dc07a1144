// Written by scripts/api-types.ts from openapi/haat.yaml. Do not edit.
import type { Readable } from 'node:stream'

/** Method and address of each operation. */
export const addresses = {
  isAlive: ['GET', '/livez'],
  isReady: ['GET', '/readyz'],
  metrics: ['GET', '/metrics'],
  listAuditEntries: ['GET', '/v1/operator/audit'],
  sendCode: ['POST', '/v1/auth/codes'],
  signIn: ['POST', '/v1/auth/sessions'],
  refreshTokens: ['POST', '/v1/auth/refresh'],
  signOut: ['POST', '/v1/auth/sign-out'],
  signOutEverywhere: ['POST', '/v1/auth/sign-out-everywhere'],
  getKeySet: ['GET', '/.well-known/jwks.json'],
  getMe: ['GET', '/v1/me'],
  changeMe: ['PATCH', '/v1/me'],
  listTraderMembers: ['GET', '/v1/traders/{traderId}/members'],
  addTraderMember: ['POST', '/v1/traders/{traderId}/members'],
  removeTraderMember: ['DELETE', '/v1/traders/{traderId}/members/{accountId}'],
  listProviderMembers: ['GET', '/v1/providers/{providerId}/members'],
  addProviderMember: ['POST', '/v1/providers/{providerId}/members'],
  removeProviderMember: ['DELETE', '/v1/providers/{providerId}/members/{accountId}'],
  findPeople: ['GET', '/v1/operator/people'],
  grantOperator: ['POST', '/v1/operator/operators'],
  revokeOperator: ['DELETE', '/v1/operator/operators/{accountId}'],
  searchPins: ['GET', '/v1/pins'],
  nearestPins: ['GET', '/v1/pins/nearest'],
  getPin: ['GET', '/v1/pins/{pin}'],
  encodeDigipin: ['GET', '/v1/digipin'],
  decodeDigipin: ['GET', '/v1/digipin/{code}'],
  listRegions: ['GET', '/v1/pins/regions'],
  lookUpPins: ['POST', '/v1/pins/lookup'],
  checkNumbers: ['POST', '/v1/traders/checks'],
  registerTrader: ['POST', '/v1/traders'],
  getTrader: ['GET', '/v1/traders/{traderId}'],
  changeTrader: ['PATCH', '/v1/traders/{traderId}'],
  submitTrader: ['POST', '/v1/traders/{traderId}/submit'],
  listShops: ['GET', '/v1/traders/{traderId}/shops'],
  addShop: ['POST', '/v1/traders/{traderId}/shops'],
  getShop: ['GET', '/v1/shops/{shopId}'],
  changeShop: ['PATCH', '/v1/shops/{shopId}'],
  pauseShop: ['POST', '/v1/shops/{shopId}/pause'],
  resumeShop: ['POST', '/v1/shops/{shopId}/resume'],
  listTradersToReview: ['GET', '/v1/operator/traders'],
  getTraderChecks: ['GET', '/v1/operator/traders/{traderId}/checks'],
  verifyTrader: ['POST', '/v1/operator/traders/{traderId}/verify'],
  sendTraderBack: ['POST', '/v1/operator/traders/{traderId}/send-back'],
  suspendTrader: ['POST', '/v1/operator/traders/{traderId}/suspend'],
  reinstateTrader: ['POST', '/v1/operator/traders/{traderId}/reinstate'],
  findProducts: ['GET', '/v1/products'],
  registerProduct: ['POST', '/v1/products'],
  getProduct: ['GET', '/v1/products/{productId}'],
  changeProduct: ['PATCH', '/v1/products/{productId}'],
  getSurvivor: ['GET', '/v1/products/{productId}/survivor'],
  listListings: ['GET', '/v1/shops/{shopId}/listings'],
  createListing: ['POST', '/v1/shops/{shopId}/listings'],
  getListing: ['GET', '/v1/shops/{shopId}/listings/{listingId}'],
  changeListing: ['PATCH', '/v1/shops/{shopId}/listings/{listingId}'],
  pauseListing: ['POST', '/v1/shops/{shopId}/listings/{listingId}/pause'],
  resumeListing: ['POST', '/v1/shops/{shopId}/listings/{listingId}/resume'],
  setStock: ['PUT', '/v1/shops/{shopId}/listings/{listingId}/stock'],
  adjustStock: ['POST', '/v1/shops/{shopId}/listings/{listingId}/stock/adjust'],
  getOffer: ['GET', '/v1/shops/{shopId}/offers/{listingId}'],
  getTradeOffer: ['GET', '/v1/traders/{traderId}/shops/{shopId}/offers/{listingId}'],
  setTradeTerms: ['PUT', '/v1/shops/{shopId}/listings/{listingId}/trade'],
  listPastPrices: ['GET', '/v1/shops/{shopId}/listings/{listingId}/prices'],
  listDeepDiscounts: ['GET', '/v1/oversight/deep-discounts'],
  listPriceLists: ['GET', '/v1/shops/{shopId}/price-lists'],
  createPriceList: ['POST', '/v1/shops/{shopId}/price-lists'],
  getPriceList: ['GET', '/v1/shops/{shopId}/price-lists/{listId}'],
  replacePriceList: ['PUT', '/v1/shops/{shopId}/price-lists/{listId}'],
  removePriceList: ['DELETE', '/v1/shops/{shopId}/price-lists/{listId}'],
  pushStock: ['POST', '/v1/shops/{shopId}/stock-changes'],
  lintShop: ['GET', '/v1/shops/{shopId}/lint'],
  lintListing: ['GET', '/v1/shops/{shopId}/listings/{listingId}/lint'],
  mendListing: ['POST', '/v1/shops/{shopId}/listings/{listingId}/lint/mend'],
  listLintRules: ['GET', '/v1/lint/rules'],
  listImports: ['GET', '/v1/shops/{shopId}/imports'],
  importListings: ['POST', '/v1/shops/{shopId}/imports'],
  getImport: ['GET', '/v1/shops/{shopId}/imports/{importId}'],
  previewImport: ['GET', '/v1/shops/{shopId}/imports/{importId}/preview'],
  startImport: ['POST', '/v1/shops/{shopId}/imports/{importId}/start'],
  pauseImport: ['POST', '/v1/shops/{shopId}/imports/{importId}/pause'],
  resumeImport: ['POST', '/v1/shops/{shopId}/imports/{importId}/resume'],
  cancelImport: ['POST', '/v1/shops/{shopId}/imports/{importId}/cancel'],
  listImportProblems: ['GET', '/v1/shops/{shopId}/imports/{importId}/problems'],
  downloadImportProblems: ['GET', '/v1/shops/{shopId}/imports/{importId}/problems.csv'],
  mapImport: ['PUT', '/v1/shops/{shopId}/imports/{importId}/columns'],
  giveImportValues: ['PUT', '/v1/shops/{shopId}/imports/{importId}/values'],
  downloadBadRows: ['GET', '/v1/shops/{shopId}/imports/{importId}/bad-rows.csv'],
  listCategories: ['GET', '/v1/categories'],
  downloadImportTemplate: ['GET', '/v1/import-templates/{format}'],
  watchImport: ['GET', '/v1/shops/{shopId}/imports/{importId}/live'],
  listPictures: ['GET', '/v1/products/{productId}/pictures'],
  listFirstPictures: ['GET', '/v1/pictures'],
  getPicture: ['GET', '/v1/pictures/{pictureId}/{size}'],
  removePicture: ['DELETE', '/v1/shops/{shopId}/pictures/{pictureId}'],
  listPictureUploads: ['GET', '/v1/shops/{shopId}/picture-uploads'],
  uploadPictures: ['POST', '/v1/shops/{shopId}/picture-uploads'],
  getPictureUpload: ['GET', '/v1/shops/{shopId}/picture-uploads/{uploadId}'],
  listCrafts: ['GET', '/v1/crafts'],
  listCraftDistricts: ['GET', '/v1/crafts/districts'],
  getDistrictCollection: ['GET', '/v1/crafts/collection'],
  listMarks: ['GET', '/v1/shops/{shopId}/listings/{listingId}/marks'],
  importCraftList: ['PUT', '/v1/crafts/lists/{kind}'],
  listShopClaims: ['GET', '/v1/shops/{shopId}/craft-claims'],
  claimMark: ['POST', '/v1/shops/{shopId}/craft-claims'],
  withdrawClaim: ['DELETE', '/v1/shops/{shopId}/craft-claims/{claimId}'],
  listCraftClaims: ['GET', '/v1/craft-claims'],
  approveClaim: ['POST', '/v1/shops/{shopId}/craft-claims/{claimId}/approve'],
  refuseClaim: ['POST', '/v1/shops/{shopId}/craft-claims/{claimId}/refuse'],
  search: ['GET', '/v1/search'],
  listShopsNear: ['GET', '/v1/shops'],
  suggest: ['GET', '/v1/search/suggestions'],
  findSynonyms: ['GET', '/v1/operator/synonyms'],
  addSynonyms: ['POST', '/v1/operator/synonyms'],
  removeSynonyms: ['DELETE', '/v1/operator/synonyms/{groupId}'],
  searchGroups: ['GET', '/v1/search/groups'],
  compareBaskets: ['POST', '/v1/search/baskets'],
  listSearchMisses: ['GET', '/v1/operator/search-misses'],
  getRanking: ['GET', '/v1/search/ranking'],
  getFairness: ['GET', '/v1/search/fairness'],
  listDuplicates: ['GET', '/v1/operator/duplicates'],
  getDuplicate: ['GET', '/v1/operator/duplicates/{pairId}'],
  keepProductsApart: ['POST', '/v1/operator/duplicates/{pairId}/different'],
  listProductMerges: ['GET', '/v1/operator/product-merges'],
  mergeProducts: ['POST', '/v1/operator/product-merges'],
  undoProductMerge: ['POST', '/v1/operator/product-merges/{mergeId}/undo'],
  listAddresses: ['GET', '/v1/me/addresses'],
  addAddress: ['POST', '/v1/me/addresses'],
  replaceAddress: ['PUT', '/v1/me/addresses/{addressId}'],
  removeAddress: ['DELETE', '/v1/me/addresses/{addressId}'],
  getCart: ['GET', '/v1/cart'],
  clearCart: ['DELETE', '/v1/cart'],
  putCartItem: ['PUT', '/v1/cart/items/{listingId}'],
  priceFor: ['GET', '/v1/shops/{shopId}/listings/{listingId}/price'],
  pricesFor: ['POST', '/v1/prices'],
  quoteCart: ['POST', '/v1/cart/quote'],
  checkOut: ['POST', '/v1/checkouts'],
  listPurchases: ['GET', '/v1/purchases'],
  getPurchase: ['GET', '/v1/purchases/{purchaseId}'],
  cancelPurchase: ['POST', '/v1/purchases/{purchaseId}/cancel'],
  reorder: ['POST', '/v1/purchases/{purchaseId}/reorder'],
  getOrder: ['GET', '/v1/orders/{orderId}'],
  getBill: ['GET', '/v1/orders/{orderId}/bill'],
  listShopOrders: ['GET', '/v1/shops/{shopId}/orders'],
  acceptOrder: ['POST', '/v1/orders/{orderId}/accept'],
  packOrder: ['POST', '/v1/orders/{orderId}/pack'],
  rejectOrder: ['POST', '/v1/orders/{orderId}/reject'],
  cancelOrder: ['POST', '/v1/orders/{orderId}/cancel'],
  cancelOrderLine: ['POST', '/v1/orders/{orderId}/lines/{lineId}/cancel'],
  collectOrder: ['POST', '/v1/orders/{orderId}/collected'],
  getSales: ['GET', '/v1/shops/{shopId}/sales'],
  getPayment: ['GET', '/v1/payments/{paymentId}'],
  confirmPayment: ['POST', '/v1/payments/{paymentId}/confirm'],
  retryPayment: ['POST', '/v1/payments/{paymentId}/retry'],
  listPaymentsToConfirm: ['GET', '/v1/payments'],
  listOpenRefunds: ['GET', '/v1/refunds'],
  confirmRefund: ['POST', '/v1/refunds/{refundId}/confirm'],
  retryRefund: ['POST', '/v1/operator/refunds/{refundId}/retry'],
  getLedger: ['GET', '/v1/purchases/{purchaseId}/ledger'],
  getTraderMoney: ['GET', '/v1/traders/{traderId}/money'],
  takeGatewayEvent: ['POST', '/v1/gateway/events'],
  listPaymentMethods: ['GET', '/v1/payment-methods'],
  getOrderRating: ['GET', '/v1/orders/{orderId}/rating'],
  rateOrder: ['PUT', '/v1/orders/{orderId}/rating'],
  listShopRatings: ['GET', '/v1/shops/{shopId}/ratings'],
  listMyProviders: ['GET', '/v1/providers'],
  registerProvider: ['POST', '/v1/providers'],
  getProvider: ['GET', '/v1/providers/{providerId}'],
  changeProvider: ['PATCH', '/v1/providers/{providerId}'],
  listProviderTerms: ['GET', '/v1/providers/{providerId}/terms'],
  deleteProviderTerms: ['DELETE', '/v1/providers/{providerId}/terms/{number}'],
  submitProvider: ['POST', '/v1/providers/{providerId}/submit'],
  listProviderKeys: ['GET', '/v1/providers/{providerId}/keys'],
  makeProviderKey: ['POST', '/v1/providers/{providerId}/keys'],
  deleteProviderKey: ['DELETE', '/v1/providers/{providerId}/keys/{keyId}'],
  makeProviderSecret: ['POST', '/v1/providers/{providerId}/webhook-secrets'],
  reviewProvider: ['GET', '/v1/operator/providers/{providerId}'],
  sendProviderBack: ['POST', '/v1/operator/providers/{providerId}/send-back'],
  listProviders: ['GET', '/v1/operator/providers'],
  approveProvider: ['POST', '/v1/operator/providers/{providerId}/approve'],
  suspendProvider: ['POST', '/v1/operator/providers/{providerId}/suspend'],
  getProviderLoad: ['GET', '/v1/providers/{providerId}/load'],
  listLoad: ['GET', '/v1/operator/load'],
  listCapacityLoans: ['GET', '/v1/providers/{providerId}/loans'],
  proposeCapacityLoan: ['POST', '/v1/providers/{providerId}/loans'],
  acceptCapacityLoan: ['POST', '/v1/providers/{providerId}/loans/{loanId}/accept'],
  endCapacityLoan: ['POST', '/v1/providers/{providerId}/loans/{loanId}/end'],
  listProviderCalls: ['GET', '/v1/providers/{providerId}/calls'],
  listPointsNear: ['GET', '/v1/points'],
  getPoint: ['GET', '/v1/points/{pointId}'],
  changePoint: ['PATCH', '/v1/points/{pointId}'],
  getPointOfShop: ['GET', '/v1/shops/{shopId}/point'],
  registerPoint: ['POST', '/v1/shops/{shopId}/point'],
  getPointStatement: ['GET', '/v1/points/{pointId}/statement'],
  listPoints: ['GET', '/v1/operator/points'],
  makeHub: ['POST', '/v1/operator/hubs'],
  suspendPoint: ['POST', '/v1/operator/points/{pointId}/suspend'],
  resumePoint: ['POST', '/v1/operator/points/{pointId}/resume'],
  getShipment: ['GET', '/v1/shipments/{shipmentId}'],
  listShipmentsOfOrder: ['GET', '/v1/orders/{orderId}/shipments'],
  watchShipment: ['GET', '/v1/shipments/{shipmentId}/live'],
  tellShipment: ['POST', '/v1/shipments/{shipmentId}/events'],
  settleShipment: ['POST', '/v1/operator/shipments/{shipmentId}/events'],
  getReceiptKeys: ['GET', '/.well-known/receipt-keys.json'],
  listReceipts: ['GET', '/v1/shipments/{shipmentId}/receipts'],
  listReceiptsOfProvider: ['GET', '/v1/providers/{providerId}/shipments/{shipmentId}/receipts'],
  exportReceiptChain: ['GET', '/v1/shops/{shopId}/receipts'],
  listRemittances: ['GET', '/v1/providers/{providerId}/remittances'],
  tellRemittance: ['POST', '/v1/providers/{providerId}/remittances'],
  getRemittance: ['GET', '/v1/providers/{providerId}/remittances/{remittanceId}'],
  withdrawRemittance: ['POST', '/v1/providers/{providerId}/remittances/{remittanceId}/withdraw'],
  getCashOfProvider: ['GET', '/v1/operator/providers/{providerId}/cash'],
  recordRemittance: ['POST', '/v1/operator/providers/{providerId}/remittances'],
  setCashLimit: ['PUT', '/v1/operator/providers/{providerId}/cash-limit'],
  listPointRemittances: ['GET', '/v1/points/{pointId}/remittances'],
  tellPointRemittance: ['POST', '/v1/points/{pointId}/remittances'],
  getPointRemittance: ['GET', '/v1/points/{pointId}/remittances/{remittanceId}'],
  withdrawPointRemittance: ['POST', '/v1/points/{pointId}/remittances/{remittanceId}/withdraw'],
  getCashOfPoint: ['GET', '/v1/operator/points/{pointId}/cash'],
  recordPointRemittance: ['POST', '/v1/operator/points/{pointId}/remittances'],
  setPointCashLimit: ['PUT', '/v1/operator/points/{pointId}/cash-limit'],
  listAllRemittances: ['GET', '/v1/operator/remittances'],
  getRemittanceReport: ['GET', '/v1/operator/remittances/{remittanceId}'],
  bookRemittance: ['POST', '/v1/operator/remittances/{remittanceId}/book'],
  listCashCases: ['GET', '/v1/operator/cash-cases'],
  closeCashCase: ['POST', '/v1/operator/cash-cases/{caseId}/close'],
  getPointCash: ['GET', '/v1/points/{pointId}/cash'],
  listOpenCashOfPoint: ['GET', '/v1/points/{pointId}/cash/orders'],
  listCashInHand: ['GET', '/v1/operator/cash'],
  listCashByAge: ['GET', '/v1/operator/cash/hands'],
  listRiderCash: ['GET', '/v1/providers/{providerId}/rider-cash'],
  takeRiderCash: ['POST', '/v1/providers/{providerId}/rider-cash'],
  takeRiderCashByKey: ['POST', '/v1/provider/rider-cash'],
  tellBooking: ['POST', '/v1/providers/{providerId}/events'],
  getShipmentAsProvider: ['GET', '/v1/provider/shipments/{shipmentId}'],
  getShipmentSearch: ['GET', '/v1/shipments/{shipmentId}/search'],
  deliverMyself: ['POST', '/v1/shipments/{shipmentId}/self-deliver'],
  retrySearch: ['POST', '/v1/shipments/{shipmentId}/retry'],
  releaseShipment: ['POST', '/v1/shipments/{shipmentId}/release'],
  listProviderShipments: ['GET', '/v1/providers/{providerId}/shipments'],
  getProviderShipment: ['GET', '/v1/providers/{providerId}/shipments/{shipmentId}'],
  tellProviderShipment: ['POST', '/v1/providers/{providerId}/shipments/{shipmentId}/events'],
  getPhoto: ['GET', '/v1/photos/{photoId}'],
  repeatProviderCall: ['POST', '/v1/providers/{providerId}/calls/{callId}/redeliver'],
  getScorecard: ['GET', '/v1/providers/{providerId}/scorecard'],
  getProviderStatement: ['GET', '/v1/providers/{providerId}/statement'],
  listOffers: ['GET', '/v1/providers/{providerId}/offers'],
  watchOffers: ['GET', '/v1/providers/{providerId}/offers/live'],
  leaseOffer: ['POST', '/v1/providers/{providerId}/offers/{reference}/lease'],
  acceptOffer: ['POST', '/v1/providers/{providerId}/offers/{reference}/accept'],
  declineOffer: ['POST', '/v1/providers/{providerId}/offers/{reference}/decline'],
  listInstructions: ['GET', '/v1/provider/instructions'],
  watchInstructions: ['GET', '/v1/provider/instructions/live'],
  acknowledgeInstructions: ['POST', '/v1/provider/instructions/acknowledge'],
  takeOndcCallback: ['POST', '/v1/providers/{providerId}/ondc/{callback}'],
  getDispatchWeights: ['GET', '/v1/dispatch/weights'],
  getDeliveryChoice: ['GET', '/v1/shops/{shopId}/delivery-choice'],
  changeDeliveryChoice: ['PATCH', '/v1/shops/{shopId}/delivery-choice'],
  listOwnDecisions: ['GET', '/v1/providers/{providerId}/decisions'],
  listParcelsAtPoint: ['GET', '/v1/points/{pointId}/parcels'],
  handInAtPoint: ['POST', '/v1/points/{pointId}/parcels/{shipmentId}/hand-in'],
  handOutAtPoint: ['POST', '/v1/points/{pointId}/parcels/{shipmentId}/hand-out'],
  setOutFromPoint: ['POST', '/v1/points/{pointId}/parcels/{shipmentId}/set-out'],
  getWayOfShipment: ['GET', '/v1/shipments/{shipmentId}/way'],
  takeBackFromPost: ['POST', '/v1/shipments/{shipmentId}/take-back'],
  placeShipment: ['POST', '/v1/operator/shipments/{shipmentId}/placed'],
  getDoor: ['GET', '/v1/shipments/{shipmentId}/door'],
  answerDoor: ['POST', '/v1/shipments/{shipmentId}/door'],
  nameNeighbour: ['PUT', '/v1/orders/{orderId}/neighbour'],
  unnameNeighbour: ['DELETE', '/v1/orders/{orderId}/neighbour'],
  getContact: ['GET', '/v1/shipments/{shipmentId}/contact'],
  sayToRider: ['POST', '/v1/shipments/{shipmentId}/contact'],
  getShopContact: ['GET', '/v1/shipments/{shipmentId}/contact/shop'],
  sayToShop: ['POST', '/v1/shipments/{shipmentId}/contact/shop'],
  getBuyerContact: ['GET', '/v1/shipments/{shipmentId}/contact/buyer'],
  sayToBuyerAsShop: ['POST', '/v1/shipments/{shipmentId}/contact/buyer'],
  getRiderContact: ['GET', '/v1/shipments/{shipmentId}/contact/rider'],
  sayToRiderAsShop: ['POST', '/v1/shipments/{shipmentId}/contact/rider'],
  getCrewContact: ['GET', '/v1/providers/{providerId}/shipments/{shipmentId}/contact'],
  sayToBuyer: ['POST', '/v1/providers/{providerId}/shipments/{shipmentId}/contact'],
  getContactAsProvider: ['GET', '/v1/provider/shipments/{shipmentId}/contact'],
  sayToBuyerAsProvider: ['POST', '/v1/provider/shipments/{shipmentId}/contact'],
  getCrewShopContact: ['GET', '/v1/providers/{providerId}/shipments/{shipmentId}/contact/shop'],
  sayToShopAsCrew: ['POST', '/v1/providers/{providerId}/shipments/{shipmentId}/contact/shop'],
  getShopContactAsProvider: ['GET', '/v1/provider/shipments/{shipmentId}/contact/shop'],
  sayToShopAsProvider: ['POST', '/v1/provider/shipments/{shipmentId}/contact/shop'],
  listReturnsOfOrder: ['GET', '/v1/orders/{orderId}/returns'],
  askReturn: ['POST', '/v1/orders/{orderId}/returns'],
  getReturn: ['GET', '/v1/returns/{returnId}'],
  listShopReturns: ['GET', '/v1/shops/{shopId}/returns'],
  acceptReturn: ['POST', '/v1/returns/{returnId}/accept'],
  refuseReturn: ['POST', '/v1/returns/{returnId}/refuse'],
  withdrawReturn: ['POST', '/v1/returns/{returnId}/withdraw'],
  receiveReturn: ['POST', '/v1/returns/{returnId}/receive'],
  restockReturn: ['POST', '/v1/returns/{returnId}/restock'],
  disputeReturn: ['POST', '/v1/returns/{returnId}/dispute'],
  listEscalatedReturns: ['GET', '/v1/oversight/returns'],
  ruleReturn: ['POST', '/v1/returns/{returnId}/rule'],
  undoReturn: ['POST', '/v1/returns/{returnId}/undo'],
  getPost: ['GET', '/v1/operator/post'],
  listPostBookings: ['GET', '/v1/operator/post/bookings'],
  closePostBookings: ['POST', '/v1/operator/post/bookings'],
  downloadPostBooking: ['GET', '/v1/operator/post/bookings/{bookingId}/file'],
  listPostTracking: ['GET', '/v1/operator/post/tracking-files'],
  takePostTracking: ['POST', '/v1/operator/post/tracking-files'],
  getShipmentLabel: ['GET', '/v1/shipments/{shipmentId}/label'],
  getLabelAsProvider: ['GET', '/v1/provider/shipments/{shipmentId}/label'],
  getShopLabels: ['GET', '/v1/shops/{shopId}/labels'],
  listProviderChecks: ['GET', '/v1/providers/{providerId}/checks'],
  checkProvider: ['POST', '/v1/providers/{providerId}/checks'],
  getProviderCheck: ['GET', '/v1/providers/{providerId}/checks/{checkId}'],
  getAdmission: ['GET', '/v1/providers/{providerId}/admission'],
  startSandboxParcel: ['POST', '/v1/providers/{providerId}/sandbox-parcels'],
  getAdmissionSettings: ['GET', '/v1/operator/admission'],
  setAdmissionSettings: ['PUT', '/v1/operator/admission'],
  listPayoutRuns: ['GET', '/v1/operator/payout-runs'],
  openPayoutRun: ['POST', '/v1/operator/payout-runs'],
  getPayoutRun: ['GET', '/v1/operator/payout-runs/{runId}'],
  listRunPayouts: ['GET', '/v1/operator/payout-runs/{runId}/payouts'],
  approvePayoutRun: ['POST', '/v1/operator/payout-runs/{runId}/approve'],
  cancelPayoutRun: ['POST', '/v1/operator/payout-runs/{runId}/cancel'],
  downloadBankFile: ['GET', '/v1/operator/payout-runs/{runId}/bank-file'],
  takePayoutResults: ['POST', '/v1/operator/payout-runs/{runId}/results'],
  getPayout: ['GET', '/v1/operator/payouts/{payoutId}'],
  setPayoutResult: ['POST', '/v1/operator/payouts/{payoutId}/result'],
  listPayoutCases: ['GET', '/v1/operator/payout-cases'],
  decidePayoutCase: ['POST', '/v1/operator/payouts/{payoutId}/case'],
  listTraderPayouts: ['GET', '/v1/traders/{traderId}/payouts'],
  getTraderPayout: ['GET', '/v1/traders/{traderId}/payouts/{payoutId}'],
  getNextPayout: ['GET', '/v1/traders/{traderId}/next-payout'],
  downloadPayoutStatement: ['GET', '/v1/traders/{traderId}/payout-statement'],
  getPenalties: ['GET', '/v1/dispatch/penalties'],
  listBreaches: ['GET', '/v1/providers/{providerId}/breaches'],
  getBreachesByLane: ['GET', '/v1/providers/{providerId}/breaches/lanes'],
  listAllBreaches: ['GET', '/v1/operator/breaches'],
  excuseBreach: ['POST', '/v1/operator/breaches/{breachId}/excuse'],
  listClockStops: ['GET', '/v1/operator/clock-stops'],
  stopClocks: ['POST', '/v1/operator/clock-stops'],
  listScorecards: ['GET', '/v1/operator/scorecards'],
  readScorecard: ['GET', '/v1/operator/scorecards/{providerId}'],
  getScorecardByLane: ['GET', '/v1/providers/{providerId}/scorecard/lanes'],
  listAnnouncements: ['GET', '/v1/announcements'],
  listAllAnnouncements: ['GET', '/v1/operator/announcements'],
  announce: ['POST', '/v1/operator/announcements'],
  withdrawAnnouncement: ['POST', '/v1/operator/announcements/{announcementId}/withdraw'],
  getDocument: ['GET', '/v1/documents/{documentId}'],
  removeDocument: ['DELETE', '/v1/documents/{documentId}'],
  getBoard: ['GET', '/v1/operator/board'],
  listStuckShipments: ['GET', '/v1/operator/shipments/stuck'],
  listStates: ['GET', '/v1/operator/states'],
  addPicture: ['POST', '/v1/shops/{shopId}/listings/{listingId}/pictures'],
  addDoorPhoto: ['POST', '/v1/providers/{providerId}/shipments/{shipmentId}/photos'],
  addReturnPhoto: ['POST', '/v1/orders/{orderId}/return-photos'],
  listTraderDocuments: ['GET', '/v1/traders/{traderId}/documents'],
  addTraderDocument: ['POST', '/v1/traders/{traderId}/documents'],
  listProviderDocuments: ['GET', '/v1/providers/{providerId}/documents'],
  addProviderDocument: ['POST', '/v1/providers/{providerId}/documents'],
} as const

export interface Operations {
  isAlive: {
    reply: {
      status: 'alive'
    }
  }
  isReady: {
    reply: {
      status: 'ready'
      schema?: string
    }
  }
  metrics: {
    reply: string
  }
  listAuditEntries: {
    query?: {
      limit?: number
      cursor?: string
      objectId?: string
    }
    reply: {
      items: {
        id: string
        actorId: string | null
        action: string
        objectId: string
        reasons: {
          pointer?: string
          reason: string
        }[]
        at: string
      }[]
      nextCursor?: string
    }
  }
  sendCode: {
    body: {
      phone: string
    }
    reply: {
      expiresInSeconds: number
      resendAfterSeconds: number
    }
  }
  signIn: {
    body: {
      phone: string
      code: string
    }
    reply: {
      accessToken: string
      expiresInSeconds: number
      refreshToken: string
      account: {
        accountId: string
        phone: string
        name: string | null
        operator: boolean
        parties: {
          kind: 'trader' | 'provider'
          id: string
          role: 'owner' | 'staff'
        }[]
        createdAt: string
      }
    }
  }
  refreshTokens: {
    body: {
      refreshToken: string
    }
    reply: {
      accessToken: string
      expiresInSeconds: number
      refreshToken: string
    }
  }
  signOut: {
    reply: null
  }
  signOutEverywhere: {
    reply: null
  }
  getKeySet: {
    reply: {
      keys: {
        kty: 'OKP'
        crv: 'Ed25519'
        x: string
        kid: string
        use: 'sig'
        alg: 'EdDSA'
      }[]
    }
  }
  getMe: {
    reply: {
      accountId: string
      phone: string
      name: string | null
      operator: boolean
      parties: {
        kind: 'trader' | 'provider'
        id: string
        role: 'owner' | 'staff'
      }[]
      createdAt: string
    }
  }
  changeMe: {
    body: {
      name: string | null
    }
    reply: {
      accountId: string
      phone: string
      name: string | null
      operator: boolean
      parties: {
        kind: 'trader' | 'provider'
        id: string
        role: 'owner' | 'staff'
      }[]
      createdAt: string
    }
  }
  listTraderMembers: {
    params: {
      traderId: string
    }
    reply: {
      items: {
        accountId: string
        phone: string
        name: string | null
        role: 'owner' | 'staff'
        since: string
      }[]
    }
  }
  addTraderMember: {
    params: {
      traderId: string
    }
    body: {
      phone: string
      role?: 'owner' | 'staff'
    }
    reply: {
      accountId: string
      phone: string
      name: string | null
      role: 'owner' | 'staff'
      since: string
    }
  }
  removeTraderMember: {
    params: {
      traderId: string
      accountId: string
    }
    reply: null
  }
  listProviderMembers: {
    params: {
      providerId: string
    }
    reply: {
      items: {
        accountId: string
        phone: string
        name: string | null
        role: 'owner' | 'staff'
        since: string
      }[]
    }
  }
  addProviderMember: {
    params: {
      providerId: string
    }
    body: {
      phone: string
      role?: 'owner' | 'staff'
    }
    reply: {
      accountId: string
      phone: string
      name: string | null
      role: 'owner' | 'staff'
      since: string
    }
  }
  removeProviderMember: {
    params: {
      providerId: string
      accountId: string
    }
    reply: null
  }
  findPeople: {
    query?: {
      phone?: string
    }
    reply: {
      items: {
        accountId: string
        phone: string
        name: string | null
        operator: boolean
        parties: {
          kind: 'trader' | 'provider'
          id: string
          role: 'owner' | 'staff'
        }[]
        createdAt: string
      }[]
    }
  }
  grantOperator: {
    body: {
      phone: string
    }
    reply: {
      accountId: string
      phone: string
      name: string | null
      operator: boolean
      parties: {
        kind: 'trader' | 'provider'
        id: string
        role: 'owner' | 'staff'
      }[]
      createdAt: string
    }
  }
  revokeOperator: {
    params: {
      accountId: string
    }
    reply: null
  }
  searchPins: {
    query?: {
      prefix?: string
      q?: string
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        pin: string
        state: string | null
        district: string | null
        office: string
        offices: number
        deliveryOffices: number
        point: {
          lat: number
          lng: number
        } | null
        spreadMetres: number | null
        confidence: 'high' | 'medium' | 'low' | 'none'
        armyPostal: boolean
      }[]
      nextCursor?: string
    }
  }
  nearestPins: {
    query: {
      lat: number
      lng: number
      limit?: number
    }
    reply: {
      items: {
        pin: string
        state: string | null
        district: string | null
        office: string
        offices: number
        deliveryOffices: number
        point: {
          lat: number
          lng: number
        } | null
        spreadMetres: number | null
        confidence: 'high' | 'medium' | 'low' | 'none'
        armyPostal: boolean
        distanceMetres: number
      }[]
    }
  }
  getPin: {
    params: {
      pin: string
    }
    reply: {
      pin: string
      state: string | null
      district: string | null
      office: string
      offices: number
      deliveryOffices: number
      point: {
        lat: number
        lng: number
      } | null
      spreadMetres: number | null
      confidence: 'high' | 'medium' | 'low' | 'none'
      armyPostal: boolean
    }
  }
  encodeDigipin: {
    query: {
      lat: number
      lng: number
    }
    reply: {
      digipin: string
      centre: {
        lat: number
        lng: number
      }
      bounds: {
        minLat: number
        maxLat: number
        minLng: number
        maxLng: number
      }
    }
  }
  decodeDigipin: {
    params: {
      code: string
    }
    reply: {
      digipin: string
      centre: {
        lat: number
        lng: number
      }
      bounds: {
        minLat: number
        maxLat: number
        minLng: number
        maxLng: number
      }
    }
  }
  listRegions: {
    reply: {
      items: {
        prefix: string
        state: string
        pins: number
        point: {
          lat: number
          lng: number
        }
      }[]
    }
  }
  lookUpPins: {
    body: {
      pins?: string[]
      prefixes?: string[]
      districts?: {
        state: string
        district: string
      }[]
    }
    reply: {
      total: number
      points: {
        pin: string
        point: {
          lat: number
          lng: number
        }
      }[]
      unknownPins: string[]
      unknownPrefixes: string[]
      unknownDistricts: {
        state: string
        district: string
      }[]
    }
  }
  checkNumbers: {
    body: {
      pan?: string
      gstin?: string
      enrolmentId?: string
      udyam?: string
      fssai?: string
      upiId?: string
      accountNumber?: string
      ifsc?: string
    }
    reply: {
      items: {
        field: 'pan' | 'gstin' | 'enrolmentId' | 'udyam' | 'fssai' | 'upiId' | 'accountNumber' | 'ifsc'
        ok: boolean
        value: string
        code: string | null
        detail: string | null
        tells: string | null
      }[]
    }
  }
  registerTrader: {
    body: {
      tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
      legalName: string
      tradeName: string
      pan: string
      gstin?: string | null
      enrolmentId?: string | null
      udyam?: string | null
      fssai?: string | null
      upiId?: string | null
      bank?: {
        accountNumber: string
        ifsc: string
      } | null
    }
    reply: {
      traderId: string
      status: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
      statusSince: string
      sendBackReasons: {
        pointer: string
        reason: string
      }[]
      tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
      legalName: string
      tradeName: string
      pan: string
      gstin: string | null
      enrolmentId: string | null
      udyam: string | null
      fssai: string | null
      upiId: string | null
      bank: {
        accountEnding: string
        bankCode: string
      } | null
      state: string | null
      panOnly: boolean
      createdAt: string
    }
  }
  getTrader: {
    params: {
      traderId: string
    }
    reply: {
      traderId: string
      status: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
      statusSince: string
      sendBackReasons: {
        pointer: string
        reason: string
      }[]
      tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
      legalName: string
      tradeName: string
      pan: string
      gstin: string | null
      enrolmentId: string | null
      udyam: string | null
      fssai: string | null
      upiId: string | null
      bank: {
        accountEnding: string
        bankCode: string
      } | null
      state: string | null
      panOnly: boolean
      createdAt: string
    }
  }
  changeTrader: {
    params: {
      traderId: string
    }
    body: {
      tiers?: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
      legalName?: string
      tradeName?: string
      pan?: string
      gstin?: string | null
      enrolmentId?: string | null
      udyam?: string | null
      fssai?: string | null
      upiId?: string | null
      bank?: {
        accountNumber: string
        ifsc: string
      } | null
    }
    reply: {
      traderId: string
      status: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
      statusSince: string
      sendBackReasons: {
        pointer: string
        reason: string
      }[]
      tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
      legalName: string
      tradeName: string
      pan: string
      gstin: string | null
      enrolmentId: string | null
      udyam: string | null
      fssai: string | null
      upiId: string | null
      bank: {
        accountEnding: string
        bankCode: string
      } | null
      state: string | null
      panOnly: boolean
      createdAt: string
    }
  }
  submitTrader: {
    params: {
      traderId: string
    }
    reply: {
      traderId: string
      status: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
      statusSince: string
      sendBackReasons: {
        pointer: string
        reason: string
      }[]
      tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
      legalName: string
      tradeName: string
      pan: string
      gstin: string | null
      enrolmentId: string | null
      udyam: string | null
      fssai: string | null
      upiId: string | null
      bank: {
        accountEnding: string
        bankCode: string
      } | null
      state: string | null
      panOnly: boolean
      createdAt: string
    }
  }
  listShops: {
    params: {
      traderId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        shopId: string
        traderId: string
        name: string
        line1: string
        line2: string | null
        landmark: string | null
        city: string
        pin: string
        district: string | null
        state: string
        point: {
          lat: number
          lng: number
        }
        digipin: string | null
        pointFrom: 'point' | 'digipin' | 'pin'
        pointConfidence: 'high' | 'medium' | 'low' | 'none'
        carePhone: string | null
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        radiusMetres: number
        pinsServed: string[]
        selfPickup: boolean
        paused: boolean
        warnings: {
          pointer: string
          code: string
          detail: string
        }[]
        createdAt: string
      }[]
      nextCursor?: string
    }
  }
  addShop: {
    params: {
      traderId: string
    }
    body: {
      name: string
      line1: string
      line2?: string | null
      landmark?: string | null
      city: string
      pin: string
      point?: {
        lat: number
        lng: number
      } | null
      digipin?: string | null
      carePhone?: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      radiusMetres: number
      pinsServed?: string[]
      selfPickup?: boolean
    }
    reply: {
      shopId: string
      traderId: string
      name: string
      line1: string
      line2: string | null
      landmark: string | null
      city: string
      pin: string
      district: string | null
      state: string
      point: {
        lat: number
        lng: number
      }
      digipin: string | null
      pointFrom: 'point' | 'digipin' | 'pin'
      pointConfidence: 'high' | 'medium' | 'low' | 'none'
      carePhone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      radiusMetres: number
      pinsServed: string[]
      selfPickup: boolean
      paused: boolean
      warnings: {
        pointer: string
        code: string
        detail: string
      }[]
      createdAt: string
    }
  }
  getShop: {
    params: {
      shopId: string
    }
    reply: {
      shopId: string
      name: string
      seller: {
        legalName: string
        tradeName: string
        tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
        gstin: string | null
        fssai: string | null
      }
      line1: string
      line2: string | null
      landmark: string | null
      city: string
      pin: string
      district: string | null
      state: string
      point: {
        lat: number
        lng: number
      }
      digipin: string | null
      pointFrom: 'point' | 'digipin' | 'pin'
      pointConfidence: 'high' | 'medium' | 'low' | 'none'
      carePhone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      openNow: boolean
      nextOpening: string | null
      radiusMetres: number
      pinsServed: string[]
      selfPickup: boolean
      paused: boolean
    }
  }
  changeShop: {
    params: {
      shopId: string
    }
    body: {
      name?: string
      line1?: string
      line2?: string | null
      landmark?: string | null
      city?: string
      pin?: string
      point?: {
        lat: number
        lng: number
      } | null
      digipin?: string | null
      carePhone?: string | null
      hours?: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      radiusMetres?: number
      pinsServed?: string[]
      selfPickup?: boolean
    }
    reply: {
      shopId: string
      traderId: string
      name: string
      line1: string
      line2: string | null
      landmark: string | null
      city: string
      pin: string
      district: string | null
      state: string
      point: {
        lat: number
        lng: number
      }
      digipin: string | null
      pointFrom: 'point' | 'digipin' | 'pin'
      pointConfidence: 'high' | 'medium' | 'low' | 'none'
      carePhone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      radiusMetres: number
      pinsServed: string[]
      selfPickup: boolean
      paused: boolean
      warnings: {
        pointer: string
        code: string
        detail: string
      }[]
      createdAt: string
    }
  }
  pauseShop: {
    params: {
      shopId: string
    }
    reply: {
      shopId: string
      traderId: string
      name: string
      line1: string
      line2: string | null
      landmark: string | null
      city: string
      pin: string
      district: string | null
      state: string
      point: {
        lat: number
        lng: number
      }
      digipin: string | null
      pointFrom: 'point' | 'digipin' | 'pin'
      pointConfidence: 'high' | 'medium' | 'low' | 'none'
      carePhone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      radiusMetres: number
      pinsServed: string[]
      selfPickup: boolean
      paused: boolean
      warnings: {
        pointer: string
        code: string
        detail: string
      }[]
      createdAt: string
    }
  }
  resumeShop: {
    params: {
      shopId: string
    }
    reply: {
      shopId: string
      traderId: string
      name: string
      line1: string
      line2: string | null
      landmark: string | null
      city: string
      pin: string
      district: string | null
      state: string
      point: {
        lat: number
        lng: number
      }
      digipin: string | null
      pointFrom: 'point' | 'digipin' | 'pin'
      pointConfidence: 'high' | 'medium' | 'low' | 'none'
      carePhone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      radiusMetres: number
      pinsServed: string[]
      selfPickup: boolean
      paused: boolean
      warnings: {
        pointer: string
        code: string
        detail: string
      }[]
      createdAt: string
    }
  }
  listTradersToReview: {
    query?: {
      limit?: number
      cursor?: string
      status?: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
    }
    reply: {
      items: {
        traderId: string
        status: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
        statusSince: string
        sendBackReasons: {
          pointer: string
          reason: string
        }[]
        tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
        legalName: string
        tradeName: string
        pan: string
        gstin: string | null
        enrolmentId: string | null
        udyam: string | null
        fssai: string | null
        upiId: string | null
        bank: {
          accountEnding: string
          bankCode: string
        } | null
        state: string | null
        panOnly: boolean
        createdAt: string
        contact: {
          phone: string
          name: string | null
        }
      }[]
      nextCursor?: string
    }
  }
  getTraderChecks: {
    params: {
      traderId: string
    }
    reply: {
      checks: {
        check:
          | 'pan'
          | 'gstin'
          | 'panInGstin'
          | 'enrolmentId'
          | 'udyam'
          | 'fssai'
          | 'payout'
          | 'shops'
          | 'stateOfShops'
          | 'duplicates'
        result: 'good' | 'bad' | 'absent'
        seen: string[]
      }[]
      alike: {
        traderId: string
        tradeName: string
        status: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
      }[]
      contact: {
        phone: string
        name: string | null
      }
    }
  }
  verifyTrader: {
    params: {
      traderId: string
    }
    reply: {
      traderId: string
      status: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
      statusSince: string
      sendBackReasons: {
        pointer: string
        reason: string
      }[]
      tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
      legalName: string
      tradeName: string
      pan: string
      gstin: string | null
      enrolmentId: string | null
      udyam: string | null
      fssai: string | null
      upiId: string | null
      bank: {
        accountEnding: string
        bankCode: string
      } | null
      state: string | null
      panOnly: boolean
      createdAt: string
    }
  }
  sendTraderBack: {
    params: {
      traderId: string
    }
    body: {
      reasons: {
        pointer: string
        reason: string
      }[]
    }
    reply: {
      traderId: string
      status: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
      statusSince: string
      sendBackReasons: {
        pointer: string
        reason: string
      }[]
      tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
      legalName: string
      tradeName: string
      pan: string
      gstin: string | null
      enrolmentId: string | null
      udyam: string | null
      fssai: string | null
      upiId: string | null
      bank: {
        accountEnding: string
        bankCode: string
      } | null
      state: string | null
      panOnly: boolean
      createdAt: string
    }
  }
  suspendTrader: {
    params: {
      traderId: string
    }
    body: {
      reason: string
    }
    reply: {
      traderId: string
      status: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
      statusSince: string
      sendBackReasons: {
        pointer: string
        reason: string
      }[]
      tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
      legalName: string
      tradeName: string
      pan: string
      gstin: string | null
      enrolmentId: string | null
      udyam: string | null
      fssai: string | null
      upiId: string | null
      bank: {
        accountEnding: string
        bankCode: string
      } | null
      state: string | null
      panOnly: boolean
      createdAt: string
    }
  }
  reinstateTrader: {
    params: {
      traderId: string
    }
    reply: {
      traderId: string
      status: 'draft' | 'submitted' | 'verified' | 'sentBack' | 'suspended'
      statusSince: string
      sendBackReasons: {
        pointer: string
        reason: string
      }[]
      tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
      legalName: string
      tradeName: string
      pan: string
      gstin: string | null
      enrolmentId: string | null
      udyam: string | null
      fssai: string | null
      upiId: string | null
      bank: {
        accountEnding: string
        bankCode: string
      } | null
      state: string | null
      panOnly: boolean
      createdAt: string
    }
  }
  findProducts: {
    query?: {
      gtin?: string
      q?: string
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        productId: string
        gtin: string | null
        brand: string | null
        name: string
        nameHi: string | null
        category: string
        netQuantity: number
        unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
        weightGrams: number
        hsn: string
        gstBps: number
        origin: string
        maker: string
        consumerCare: string | null
        foodMark: 'veg' | 'nonVeg' | 'none'
        fssai: string | null
        shelfLifeDays: number | null
        imageUrls: string[]
        attributes: {
          [k: string]: string
        }
        packSize: {
          lengthMm: number
          widthMm: number
          heightMm: number
        } | null
        keepCold: boolean
        mrpPaise: number
        shared: boolean
        version: number
        updatedAt: string
        mergedFrom?: string
      }[]
      nextCursor?: string
    }
  }
  registerProduct: {
    body: {
      traderId: string
      gtin?: string | null
      brand?: string | null
      name: string
      nameHi?: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams?: number
      packSize?: {
        lengthMm: number
        widthMm: number
        heightMm: number
      } | null
      keepCold?: boolean
      hsn: string
      gstBps: 0 | 25 | 300 | 500 | 1800 | 4000
      mrpPaise: number
      origin: string
      maker: string
      consumerCare?: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai?: string | null
      shelfLifeDays?: number | null
      imageUrls?: string[]
      attributes?: {
        [k: string]: string
      }
    }
    reply: {
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      packSize: {
        lengthMm: number
        widthMm: number
        heightMm: number
      } | null
      keepCold: boolean
      mrpPaise: number
      shared: boolean
      version: number
      updatedAt: string
      mergedFrom?: string
    }
  }
  getProduct: {
    params: {
      productId: string
    }
    reply: {
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      packSize: {
        lengthMm: number
        widthMm: number
        heightMm: number
      } | null
      keepCold: boolean
      mrpPaise: number
      shared: boolean
      version: number
      updatedAt: string
      mergedFrom?: string
    }
  }
  changeProduct: {
    params: {
      productId: string
    }
    headers: {
      'if-match': string
    }
    body: {
      gtin?: string | null
      brand?: string | null
      name?: string
      nameHi?: string | null
      category?: string
      netQuantity?: number
      unit?: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams?: number
      packSize?: {
        lengthMm: number
        widthMm: number
        heightMm: number
      } | null
      keepCold?: boolean
      hsn?: string
      gstBps?: 0 | 25 | 300 | 500 | 1800 | 4000
      mrpPaise?: number
      origin?: string
      maker?: string
      consumerCare?: string | null
      foodMark?: 'veg' | 'nonVeg' | 'none'
      fssai?: string | null
      shelfLifeDays?: number | null
      imageUrls?: string[]
      attributes?: {
        [k: string]: string
      }
    }
    reply: {
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      packSize: {
        lengthMm: number
        widthMm: number
        heightMm: number
      } | null
      keepCold: boolean
      mrpPaise: number
      shared: boolean
      version: number
      updatedAt: string
      mergedFrom?: string
    }
  }
  getSurvivor: {
    params: {
      productId: string
    }
    reply: {
      productId: string
    }
  }
  listListings: {
    params: {
      shopId: string
    }
    query?: {
      status?: 'active' | 'paused'
      sku?: string
      q?: string
      lowStock?: number
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        listingId: string
        shopId: string
        productId: string
        gtin: string | null
        brand: string | null
        name: string
        nameHi: string | null
        category: string
        netQuantity: number
        unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
        weightGrams: number
        hsn: string
        gstBps: number
        origin: string
        maker: string
        consumerCare: string | null
        foodMark: 'veg' | 'nonVeg' | 'none'
        fssai: string | null
        shelfLifeDays: number | null
        imageUrls: string[]
        attributes: {
          [k: string]: string
        }
        pricePaise: number
        mrpPaise: number
        unitPrice: {
          paise: number
          per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
        } | null
        minimumQuantity: number
        trade: {
          soldBy: 'piece' | 'inner' | 'case'
          inner: {
            pieces: number
            name: string | null
          } | null
          case: {
            pieces: number
            name: string | null
          } | null
          step: number
          slabs: {
            from: number
            pricePaise: number
          }[]
          dated: {
            pricePaise: number
            from: string
            until: string
          } | null
        } | null
        sku: string
        soldTo: ('consumer' | 'retailer' | 'wholesaler' | 'distributor')[]
        status: 'active' | 'paused'
        available: number
        reserved: number
        version: number
        updatedAt: string
      }[]
      nextCursor?: string
    }
  }
  createListing: {
    params: {
      shopId: string
    }
    body: {
      productId: string
      sku: string
      pricePaise: number
      mrpPaise?: number
      soldTo?: ('consumer' | 'retailer' | 'wholesaler' | 'distributor')[]
      minimumQuantity?: number
      available?: number
      confirmDeepDiscount?: boolean
    }
    reply: {
      listingId: string
      shopId: string
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      pricePaise: number
      mrpPaise: number
      unitPrice: {
        paise: number
        per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
      } | null
      minimumQuantity: number
      trade: {
        soldBy: 'piece' | 'inner' | 'case'
        inner: {
          pieces: number
          name: string | null
        } | null
        case: {
          pieces: number
          name: string | null
        } | null
        step: number
        slabs: {
          from: number
          pricePaise: number
        }[]
        dated: {
          pricePaise: number
          from: string
          until: string
        } | null
      } | null
      sku: string
      soldTo: ('consumer' | 'retailer' | 'wholesaler' | 'distributor')[]
      status: 'active' | 'paused'
      available: number
      reserved: number
      version: number
      updatedAt: string
    }
  }
  getListing: {
    params: {
      shopId: string
      listingId: string
    }
    reply: {
      listingId: string
      shopId: string
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      pricePaise: number
      mrpPaise: number
      unitPrice: {
        paise: number
        per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
      } | null
      minimumQuantity: number
      trade: {
        soldBy: 'piece' | 'inner' | 'case'
        inner: {
          pieces: number
          name: string | null
        } | null
        case: {
          pieces: number
          name: string | null
        } | null
        step: number
        slabs: {
          from: number
          pricePaise: number
        }[]
        dated: {
          pricePaise: number
          from: string
          until: string
        } | null
      } | null
      sku: string
      soldTo: ('consumer' | 'retailer' | 'wholesaler' | 'distributor')[]
      status: 'active' | 'paused'
      available: number
      reserved: number
      version: number
      updatedAt: string
    }
  }
  changeListing: {
    params: {
      shopId: string
      listingId: string
    }
    headers: {
      'if-match': string
    }
    body: {
      sku?: string
      pricePaise?: number
      mrpPaise?: number
      soldTo?: ('consumer' | 'retailer' | 'wholesaler' | 'distributor')[]
      minimumQuantity?: number
      confirmDeepDiscount?: boolean
    }
    reply: {
      listingId: string
      shopId: string
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      pricePaise: number
      mrpPaise: number
      unitPrice: {
        paise: number
        per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
      } | null
      minimumQuantity: number
      trade: {
        soldBy: 'piece' | 'inner' | 'case'
        inner: {
          pieces: number
          name: string | null
        } | null
        case: {
          pieces: number
          name: string | null
        } | null
        step: number
        slabs: {
          from: number
          pricePaise: number
        }[]
        dated: {
          pricePaise: number
          from: string
          until: string
        } | null
      } | null
      sku: string
      soldTo: ('consumer' | 'retailer' | 'wholesaler' | 'distributor')[]
      status: 'active' | 'paused'
      available: number
      reserved: number
      version: number
      updatedAt: string
    }
  }
  pauseListing: {
    params: {
      shopId: string
      listingId: string
    }
    reply: {
      listingId: string
      shopId: string
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      pricePaise: number
      mrpPaise: number
      unitPrice: {
        paise: number
        per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
      } | null
      minimumQuantity: number
      trade: {
        soldBy: 'piece' | 'inner' | 'case'
        inner: {
          pieces: number
          name: string | null
        } | null
        case: {
          pieces: number
          name: string | null
        } | null
        step: number
        slabs: {
          from: number
          pricePaise: number
        }[]
        dated: {
          pricePaise: number
          from: string
          until: string
        } | null
      } | null
      sku: string
      soldTo: ('consumer' | 'retailer' | 'wholesaler' | 'distributor')[]
      status: 'active' | 'paused'
      available: number
      reserved: number
      version: number
      updatedAt: string
    }
  }
  resumeListing: {
    params: {
      shopId: string
      listingId: string
    }
    reply: {
      listingId: string
      shopId: string
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      pricePaise: number
      mrpPaise: number
      unitPrice: {
        paise: number
        per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
      } | null
      minimumQuantity: number
      trade: {
        soldBy: 'piece' | 'inner' | 'case'
        inner: {
          pieces: number
          name: string | null
        } | null
        case: {
          pieces: number
          name: string | null
        } | null
        step: number
        slabs: {
          from: number
          pricePaise: number
        }[]
        dated: {
          pricePaise: number
          from: string
          until: string
        } | null
      } | null
      sku: string
      soldTo: ('consumer' | 'retailer' | 'wholesaler' | 'distributor')[]
      status: 'active' | 'paused'
      available: number
      reserved: number
      version: number
      updatedAt: string
    }
  }
  setStock: {
    params: {
      shopId: string
      listingId: string
    }
    body: {
      available: number
    }
    reply: {
      available: number
      reserved: number
    }
  }
  adjustStock: {
    params: {
      shopId: string
      listingId: string
    }
    body: {
      by: number
    }
    reply: {
      available: number
      reserved: number
    }
  }
  getOffer: {
    params: {
      shopId: string
      listingId: string
    }
    query?: {
      quantity?: number
    }
    reply: {
      listingId: string
      shopId: string
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      pricePaise: number
      mrpPaise: number
      unitPrice: {
        paise: number
        per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
      } | null
      minimumQuantity: number
      trade: {
        soldBy: 'piece' | 'inner' | 'case'
        inner: {
          pieces: number
          name: string | null
        } | null
        case: {
          pieces: number
          name: string | null
        } | null
        step: number
        slabs: {
          from: number
          pricePaise: number
        }[]
        dated: {
          pricePaise: number
          from: string
          until: string
        } | null
      } | null
      lowestPaise: number
      beforePaise: number | null
      stepQuantity: number
      forQuantity: {
        quantity: number
        pricePaise: number
        totalPaise: number
        reason: 'plain' | 'dated' | 'slab' | 'list'
        next: {
          from: number
          pricePaise: number
        } | null
        problem: ('belowMinimum' | 'notInSteps') | null
      }
      inStock: boolean
      seller: {
        shopName: string
        legalName: string
        tradeName: string
        fssai: string | null
        gstin: string | null
        carePhone: string | null
      }
    }
  }
  getTradeOffer: {
    params: {
      traderId: string
      shopId: string
      listingId: string
    }
    query?: {
      quantity?: number
    }
    reply: {
      listingId: string
      shopId: string
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      pricePaise: number
      mrpPaise: number
      unitPrice: {
        paise: number
        per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
      } | null
      minimumQuantity: number
      trade: {
        soldBy: 'piece' | 'inner' | 'case'
        inner: {
          pieces: number
          name: string | null
        } | null
        case: {
          pieces: number
          name: string | null
        } | null
        step: number
        slabs: {
          from: number
          pricePaise: number
        }[]
        dated: {
          pricePaise: number
          from: string
          until: string
        } | null
      } | null
      lowestPaise: number
      beforePaise: number | null
      stepQuantity: number
      forQuantity: {
        quantity: number
        pricePaise: number
        totalPaise: number
        reason: 'plain' | 'dated' | 'slab' | 'list'
        next: {
          from: number
          pricePaise: number
        } | null
        problem: ('belowMinimum' | 'notInSteps') | null
      }
      inStock: boolean
      seller: {
        shopName: string
        legalName: string
        tradeName: string
        fssai: string | null
        gstin: string | null
        carePhone: string | null
      }
      prices: {
        from: number
        pricePaise: number
        reason: 'plain' | 'dated' | 'slab' | 'list'
      }[]
    }
  }
  setTradeTerms: {
    params: {
      shopId: string
      listingId: string
    }
    headers: {
      'if-match': string
    }
    body: {
      minimumQuantity: number
      soldBy?: 'piece' | 'inner' | 'case'
      inner?: {
        pieces: number
        name: string | null
      } | null
      case?: {
        pieces: number
        name: string | null
      } | null
      step?: number
      slabs?: {
        from: number
        pricePaise: number
      }[]
      dated?: {
        pricePaise: number
        from: string
        until: string
      } | null
      confirmDeepDiscount?: boolean
    }
    reply: {
      listingId: string
      shopId: string
      productId: string
      gtin: string | null
      brand: string | null
      name: string
      nameHi: string | null
      category: string
      netQuantity: number
      unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
      weightGrams: number
      hsn: string
      gstBps: number
      origin: string
      maker: string
      consumerCare: string | null
      foodMark: 'veg' | 'nonVeg' | 'none'
      fssai: string | null
      shelfLifeDays: number | null
      imageUrls: string[]
      attributes: {
        [k: string]: string
      }
      pricePaise: number
      mrpPaise: number
      unitPrice: {
        paise: number
        per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
      } | null
      minimumQuantity: number
      trade: {
        soldBy: 'piece' | 'inner' | 'case'
        inner: {
          pieces: number
          name: string | null
        } | null
        case: {
          pieces: number
          name: string | null
        } | null
        step: number
        slabs: {
          from: number
          pricePaise: number
        }[]
        dated: {
          pricePaise: number
          from: string
          until: string
        } | null
      } | null
      sku: string
      soldTo: ('consumer' | 'retailer' | 'wholesaler' | 'distributor')[]
      status: 'active' | 'paused'
      available: number
      reserved: number
      version: number
      updatedAt: string
    }
  }
  listPastPrices: {
    params: {
      shopId: string
      listingId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      lowestPaise: number
      beforePaise: number | null
      items: {
        pricePaise: number
        mrpPaise: number
        kind: 'plain' | 'dated'
        until: string
      }[]
      nextCursor?: string
    }
  }
  listDeepDiscounts: {
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        shopId: string
        shopName: string | null
        listingId: string
        brand: string | null
        name: string
        nameHi: string | null
        pricePaise: number
        mrpPaise: number
        lowestPaise: number
        at: string
      }[]
      nextCursor?: string
    }
  }
  listPriceLists: {
    params: {
      shopId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        listId: string
        name: string
        buyers: number
        prices: number
        offPercent: number | null
        validFrom: string | null
        validUntil: string | null
        updatedAt: string
      }[]
      nextCursor?: string
    }
  }
  createPriceList: {
    params: {
      shopId: string
    }
    body: {
      name: string
      buyers: string[]
      offPercent?: number | null
      prices?: {
        listingId: string
        pricePaise: number
      }[]
      validFrom?: string | null
      validUntil?: string | null
    }
    reply: {
      listId: string
      shopId: string
      name: string
      buyers: string[]
      offPercent: number | null
      prices: {
        listingId: string
        pricePaise: number
      }[]
      validFrom: string | null
      validUntil: string | null
      version: number
      updatedAt: string
    }
  }
  getPriceList: {
    params: {
      shopId: string
      listId: string
    }
    reply: {
      listId: string
      shopId: string
      name: string
      buyers: string[]
      offPercent: number | null
      prices: {
        listingId: string
        pricePaise: number
      }[]
      validFrom: string | null
      validUntil: string | null
      version: number
      updatedAt: string
    }
  }
  replacePriceList: {
    params: {
      shopId: string
      listId: string
    }
    headers: {
      'if-match': string
    }
    body: {
      name: string
      buyers: string[]
      offPercent?: number | null
      prices?: {
        listingId: string
        pricePaise: number
      }[]
      validFrom?: string | null
      validUntil?: string | null
    }
    reply: {
      listId: string
      shopId: string
      name: string
      buyers: string[]
      offPercent: number | null
      prices: {
        listingId: string
        pricePaise: number
      }[]
      validFrom: string | null
      validUntil: string | null
      version: number
      updatedAt: string
    }
  }
  removePriceList: {
    params: {
      shopId: string
      listId: string
    }
    headers: {
      'if-match': string
    }
    reply: null
  }
  pushStock: {
    params: {
      shopId: string
    }
    body: {
      sequence: number
      changes: {
        listingId?: string
        sku?: string
        sequence?: number
        available?: number
        pricePaise?: number
        mrpPaise?: number
      }[]
    }
    reply: {
      applied: number
      stale: number
      unknown: number
      refused: number
      items: {
        status: 'applied' | 'stale' | 'unknown' | 'refused'
        listingId: string | null
        available: number | null
        reserved: number | null
        code: string | null
        detail: string | null
      }[]
    }
  }
  lintShop: {
    params: {
      shopId: string
    }
    query?: {
      severity?: 'blocking' | 'warning' | 'advice'
      code?:
        | 'badName'
        | 'badGtin'
        | 'gtinForCoupons'
        | 'badQuantity'
        | 'badHsn'
        | 'hsnUnknown'
        | 'badGstRate'
        | 'badOrigin'
        | 'badFssai'
        | 'badImageUrl'
        | 'foodMarkNeeded'
        | 'makerMissing'
        | 'fssaiNeeded'
        | 'priceAboveMrp'
        | 'mayNotSellTo'
        | 'packCountsOdd'
        | 'stepOdd'
        | 'slabsNotFalling'
        | 'minimumNotInSteps'
        | 'slabIdle'
        | 'datedIdle'
        | 'hsnNotListed'
        | 'quantityUnlikeName'
        | 'piecesNotWeighed'
        | 'weightBelowNet'
        | 'packSizeOdd'
        | 'makerAddressMissing'
        | 'importerMissing'
        | 'consumerCareMissing'
        | 'consumerCareUnclear'
        | 'makerFssaiMissing'
        | 'fssaiKindUnknown'
        | 'markOnNonFood'
        | 'vegMarkOnMeat'
        | 'shelfLifeMissing'
        | 'shelfLifeOdd'
        | 'attributeMissing'
        | 'attributeOdd'
        | 'priceFarBelowMrp'
        | 'nameIsBrand'
        | 'quantityUnit'
        | 'gtinMissing'
        | 'gtinNotIndian'
        | 'nameHiMissing'
        | 'imageMissing'
      limit?: number
      cursor?: string
    }
    reply: {
      score: number
      listings: number
      complete: boolean
      rules: {
        code:
          | 'badName'
          | 'badGtin'
          | 'gtinForCoupons'
          | 'badQuantity'
          | 'badHsn'
          | 'hsnUnknown'
          | 'badGstRate'
          | 'badOrigin'
          | 'badFssai'
          | 'badImageUrl'
          | 'foodMarkNeeded'
          | 'makerMissing'
          | 'fssaiNeeded'
          | 'priceAboveMrp'
          | 'mayNotSellTo'
          | 'packCountsOdd'
          | 'stepOdd'
          | 'slabsNotFalling'
          | 'minimumNotInSteps'
          | 'slabIdle'
          | 'datedIdle'
          | 'hsnNotListed'
          | 'quantityUnlikeName'
          | 'piecesNotWeighed'
          | 'weightBelowNet'
          | 'packSizeOdd'
          | 'makerAddressMissing'
          | 'importerMissing'
          | 'consumerCareMissing'
          | 'consumerCareUnclear'
          | 'makerFssaiMissing'
          | 'fssaiKindUnknown'
          | 'markOnNonFood'
          | 'vegMarkOnMeat'
          | 'shelfLifeMissing'
          | 'shelfLifeOdd'
          | 'attributeMissing'
          | 'attributeOdd'
          | 'priceFarBelowMrp'
          | 'nameIsBrand'
          | 'quantityUnit'
          | 'gtinMissing'
          | 'gtinNotIndian'
          | 'nameHiMissing'
          | 'imageMissing'
        severity: 'blocking' | 'warning' | 'advice'
        listings: number
        text: {
          en: string
          hi: string
        }
      }[]
      items: {
        listingId: string
        productId: string
        sku: string
        name: string
        nameHi: string | null
        brand: string | null
        ownProduct: boolean
        score: number
        findings: {
          code:
            | 'badName'
            | 'badGtin'
            | 'gtinForCoupons'
            | 'badQuantity'
            | 'badHsn'
            | 'hsnUnknown'
            | 'badGstRate'
            | 'badOrigin'
            | 'badFssai'
            | 'badImageUrl'
            | 'foodMarkNeeded'
            | 'makerMissing'
            | 'fssaiNeeded'
            | 'priceAboveMrp'
            | 'mayNotSellTo'
            | 'packCountsOdd'
            | 'stepOdd'
            | 'slabsNotFalling'
            | 'minimumNotInSteps'
            | 'slabIdle'
            | 'datedIdle'
            | 'hsnNotListed'
            | 'quantityUnlikeName'
            | 'piecesNotWeighed'
            | 'weightBelowNet'
            | 'packSizeOdd'
            | 'makerAddressMissing'
            | 'importerMissing'
            | 'consumerCareMissing'
            | 'consumerCareUnclear'
            | 'makerFssaiMissing'
            | 'fssaiKindUnknown'
            | 'markOnNonFood'
            | 'vegMarkOnMeat'
            | 'shelfLifeMissing'
            | 'shelfLifeOdd'
            | 'attributeMissing'
            | 'attributeOdd'
            | 'priceFarBelowMrp'
            | 'nameIsBrand'
            | 'quantityUnit'
            | 'gtinMissing'
            | 'gtinNotIndian'
            | 'nameHiMissing'
            | 'imageMissing'
          severity: 'blocking' | 'warning' | 'advice'
          field: string
          text: {
            en: string
            hi: string
          }
          fix: {
            of: 'product' | 'listing'
            change: {
              [k: string]: string | number | string[]
            }
          } | null
          canFix: boolean
        }[]
      }[]
      nextCursor?: string
    }
  }
  lintListing: {
    params: {
      shopId: string
      listingId: string
    }
    reply: {
      listingId: string
      productId: string
      sku: string
      name: string
      nameHi: string | null
      brand: string | null
      ownProduct: boolean
      score: number
      findings: {
        code:
          | 'badName'
          | 'badGtin'
          | 'gtinForCoupons'
          | 'badQuantity'
          | 'badHsn'
          | 'hsnUnknown'
          | 'badGstRate'
          | 'badOrigin'
          | 'badFssai'
          | 'badImageUrl'
          | 'foodMarkNeeded'
          | 'makerMissing'
          | 'fssaiNeeded'
          | 'priceAboveMrp'
          | 'mayNotSellTo'
          | 'packCountsOdd'
          | 'stepOdd'
          | 'slabsNotFalling'
          | 'minimumNotInSteps'
          | 'slabIdle'
          | 'datedIdle'
          | 'hsnNotListed'
          | 'quantityUnlikeName'
          | 'piecesNotWeighed'
          | 'weightBelowNet'
          | 'packSizeOdd'
          | 'makerAddressMissing'
          | 'importerMissing'
          | 'consumerCareMissing'
          | 'consumerCareUnclear'
          | 'makerFssaiMissing'
          | 'fssaiKindUnknown'
          | 'markOnNonFood'
          | 'vegMarkOnMeat'
          | 'shelfLifeMissing'
          | 'shelfLifeOdd'
          | 'attributeMissing'
          | 'attributeOdd'
          | 'priceFarBelowMrp'
          | 'nameIsBrand'
          | 'quantityUnit'
          | 'gtinMissing'
          | 'gtinNotIndian'
          | 'nameHiMissing'
          | 'imageMissing'
        severity: 'blocking' | 'warning' | 'advice'
        field: string
        text: {
          en: string
          hi: string
        }
        fix: {
          of: 'product' | 'listing'
          change: {
            [k: string]: string | number | string[]
          }
        } | null
        canFix: boolean
      }[]
    }
  }
  mendListing: {
    params: {
      shopId: string
      listingId: string
    }
    body: {
      code:
        | 'badName'
        | 'badGtin'
        | 'gtinForCoupons'
        | 'badQuantity'
        | 'badHsn'
        | 'hsnUnknown'
        | 'badGstRate'
        | 'badOrigin'
        | 'badFssai'
        | 'badImageUrl'
        | 'foodMarkNeeded'
        | 'makerMissing'
        | 'fssaiNeeded'
        | 'priceAboveMrp'
        | 'mayNotSellTo'
        | 'packCountsOdd'
        | 'stepOdd'
        | 'slabsNotFalling'
        | 'minimumNotInSteps'
        | 'slabIdle'
        | 'datedIdle'
        | 'hsnNotListed'
        | 'quantityUnlikeName'
        | 'piecesNotWeighed'
        | 'weightBelowNet'
        | 'packSizeOdd'
        | 'makerAddressMissing'
        | 'importerMissing'
        | 'consumerCareMissing'
        | 'consumerCareUnclear'
        | 'makerFssaiMissing'
        | 'fssaiKindUnknown'
        | 'markOnNonFood'
        | 'vegMarkOnMeat'
        | 'shelfLifeMissing'
        | 'shelfLifeOdd'
        | 'attributeMissing'
        | 'attributeOdd'
        | 'priceFarBelowMrp'
        | 'nameIsBrand'
        | 'quantityUnit'
        | 'gtinMissing'
        | 'gtinNotIndian'
        | 'nameHiMissing'
        | 'imageMissing'
    }
    reply: {
      listingId: string
      productId: string
      sku: string
      name: string
      nameHi: string | null
      brand: string | null
      ownProduct: boolean
      score: number
      findings: {
        code:
          | 'badName'
          | 'badGtin'
          | 'gtinForCoupons'
          | 'badQuantity'
          | 'badHsn'
          | 'hsnUnknown'
          | 'badGstRate'
          | 'badOrigin'
          | 'badFssai'
          | 'badImageUrl'
          | 'foodMarkNeeded'
          | 'makerMissing'
          | 'fssaiNeeded'
          | 'priceAboveMrp'
          | 'mayNotSellTo'
          | 'packCountsOdd'
          | 'stepOdd'
          | 'slabsNotFalling'
          | 'minimumNotInSteps'
          | 'slabIdle'
          | 'datedIdle'
          | 'hsnNotListed'
          | 'quantityUnlikeName'
          | 'piecesNotWeighed'
          | 'weightBelowNet'
          | 'packSizeOdd'
          | 'makerAddressMissing'
          | 'importerMissing'
          | 'consumerCareMissing'
          | 'consumerCareUnclear'
          | 'makerFssaiMissing'
          | 'fssaiKindUnknown'
          | 'markOnNonFood'
          | 'vegMarkOnMeat'
          | 'shelfLifeMissing'
          | 'shelfLifeOdd'
          | 'attributeMissing'
          | 'attributeOdd'
          | 'priceFarBelowMrp'
          | 'nameIsBrand'
          | 'quantityUnit'
          | 'gtinMissing'
          | 'gtinNotIndian'
          | 'nameHiMissing'
          | 'imageMissing'
        severity: 'blocking' | 'warning' | 'advice'
        field: string
        text: {
          en: string
          hi: string
        }
        fix: {
          of: 'product' | 'listing'
          change: {
            [k: string]: string | number | string[]
          }
        } | null
        canFix: boolean
      }[]
    }
  }
  listLintRules: {
    reply: {
      items: {
        code:
          | 'badName'
          | 'badGtin'
          | 'gtinForCoupons'
          | 'badQuantity'
          | 'badHsn'
          | 'hsnUnknown'
          | 'badGstRate'
          | 'badOrigin'
          | 'badFssai'
          | 'badImageUrl'
          | 'foodMarkNeeded'
          | 'makerMissing'
          | 'fssaiNeeded'
          | 'priceAboveMrp'
          | 'mayNotSellTo'
          | 'packCountsOdd'
          | 'stepOdd'
          | 'slabsNotFalling'
          | 'minimumNotInSteps'
          | 'slabIdle'
          | 'datedIdle'
          | 'hsnNotListed'
          | 'quantityUnlikeName'
          | 'piecesNotWeighed'
          | 'weightBelowNet'
          | 'packSizeOdd'
          | 'makerAddressMissing'
          | 'importerMissing'
          | 'consumerCareMissing'
          | 'consumerCareUnclear'
          | 'makerFssaiMissing'
          | 'fssaiKindUnknown'
          | 'markOnNonFood'
          | 'vegMarkOnMeat'
          | 'shelfLifeMissing'
          | 'shelfLifeOdd'
          | 'attributeMissing'
          | 'attributeOdd'
          | 'priceFarBelowMrp'
          | 'nameIsBrand'
          | 'quantityUnit'
          | 'gtinMissing'
          | 'gtinNotIndian'
          | 'nameHiMissing'
          | 'imageMissing'
        severity: 'blocking' | 'warning' | 'advice'
        field: string
        text: {
          en: string
          hi: string
        }
      }[]
    }
  }
  listImports: {
    params: {
      shopId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        importId: string
        shopId: string
        state: 'held' | 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
        bytes: number
        share: number | null
        sha256: string
        rowsRead: number
        created: number
        changed: number
        unchanged: number
        refused: number
        problems: number
        failure: {
          code: string
          detail: string
        } | null
        createdAt: string
        startedAt: string | null
        finishedAt: string | null
      }[]
      nextCursor?: string
    }
  }
  importListings: {
    params: {
      shopId: string
    }
    query?: {
      hold?: string
    }
    body: Readable
    reply: {
      importId: string
      shopId: string
      state: 'held' | 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
      bytes: number
      share: number | null
      sha256: string
      rowsRead: number
      created: number
      changed: number
      unchanged: number
      refused: number
      problems: number
      failure: {
        code: string
        detail: string
      } | null
      createdAt: string
      startedAt: string | null
      finishedAt: string | null
    }
  }
  getImport: {
    params: {
      shopId: string
      importId: string
    }
    reply: {
      importId: string
      shopId: string
      state: 'held' | 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
      bytes: number
      share: number | null
      sha256: string
      rowsRead: number
      created: number
      changed: number
      unchanged: number
      refused: number
      problems: number
      failure: {
        code: string
        detail: string
      } | null
      createdAt: string
      startedAt: string | null
      finishedAt: string | null
    }
  }
  previewImport: {
    params: {
      shopId: string
      importId: string
    }
    reply: {
      columns: {
        heading: string
        field: string | null
      }[]
      missing: (
        | 'sku'
        | 'gtin'
        | 'brand'
        | 'name'
        | 'nameHi'
        | 'category'
        | 'subcategory'
        | 'netQuantity'
        | 'unit'
        | 'weightGrams'
        | 'lengthMm'
        | 'widthMm'
        | 'heightMm'
        | 'keepCold'
        | 'hsn'
        | 'gstRate'
        | 'mrp'
        | 'price'
        | 'stock'
        | 'minimumQuantity'
        | 'step'
        | 'packInner'
        | 'packCase'
        | 'slabs'
        | 'soldTo'
        | 'origin'
        | 'maker'
        | 'consumerCare'
        | 'foodMark'
        | 'fssai'
        | 'shelfLifeDays'
        | 'imageUrl'
      )[]
      rowsChecked: number
      complete: boolean
      good: number
      known: number
      refused: number
      rows: {
        row: number
        sku: string
        name: string
        brand: string | null
        netQuantity: number
        unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
        pricePaise: number
        mrpPaise: number
        stock: number | null
        terms: {
          minimumQuantity: number | null
          step?: number
          inner?: {
            pieces: number
            name: string | null
          } | null
          case?: {
            pieces: number
            name: string | null
          } | null
          slabs?: {
            from: number
            pricePaise: number
          }[]
        } | null
        parcel: {
          weightGrams: number | null
          packSize: {
            lengthMm: number
            widthMm: number
            heightMm: number
          } | null
          keepCold: boolean | null
        } | null
      }[]
      problems: {
        row: number
        column: string | null
        value: string | null
        code: string
        detail: string
      }[]
      reasons: {
        code: string
        rows: number
      }[]
      given: {
        origin: string | null
        maker: string | null
        makerIsBrand: boolean
        category: string | null
        stock: number | null
        goods: {
          goods: string
          hsn: string | null
          gstBps: number | null
          foodMark: ('veg' | 'nonVeg' | 'none') | null
        }[]
      } | null
      kinds: {
        goods: string
        rows: number
        example: string
        suggested: {
          hsn: string
          gstBps: number
          foodMark: 'veg' | 'nonVeg' | 'none'
        } | null
      }[]
      failure: {
        code: string
        detail: string
      } | null
    }
  }
  startImport: {
    params: {
      shopId: string
      importId: string
    }
    reply: {
      importId: string
      shopId: string
      state: 'held' | 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
      bytes: number
      share: number | null
      sha256: string
      rowsRead: number
      created: number
      changed: number
      unchanged: number
      refused: number
      problems: number
      failure: {
        code: string
        detail: string
      } | null
      createdAt: string
      startedAt: string | null
      finishedAt: string | null
    }
  }
  pauseImport: {
    params: {
      shopId: string
      importId: string
    }
    reply: {
      importId: string
      shopId: string
      state: 'held' | 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
      bytes: number
      share: number | null
      sha256: string
      rowsRead: number
      created: number
      changed: number
      unchanged: number
      refused: number
      problems: number
      failure: {
        code: string
        detail: string
      } | null
      createdAt: string
      startedAt: string | null
      finishedAt: string | null
    }
  }
  resumeImport: {
    params: {
      shopId: string
      importId: string
    }
    reply: {
      importId: string
      shopId: string
      state: 'held' | 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
      bytes: number
      share: number | null
      sha256: string
      rowsRead: number
      created: number
      changed: number
      unchanged: number
      refused: number
      problems: number
      failure: {
        code: string
        detail: string
      } | null
      createdAt: string
      startedAt: string | null
      finishedAt: string | null
    }
  }
  cancelImport: {
    params: {
      shopId: string
      importId: string
    }
    reply: {
      importId: string
      shopId: string
      state: 'held' | 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
      bytes: number
      share: number | null
      sha256: string
      rowsRead: number
      created: number
      changed: number
      unchanged: number
      refused: number
      problems: number
      failure: {
        code: string
        detail: string
      } | null
      createdAt: string
      startedAt: string | null
      finishedAt: string | null
    }
  }
  listImportProblems: {
    params: {
      shopId: string
      importId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        row: number
        column: string | null
        value: string | null
        code: string
        detail: string
      }[]
      nextCursor?: string
    }
  }
  downloadImportProblems: {
    params: {
      shopId: string
      importId: string
    }
    reply: string
  }
  mapImport: {
    params: {
      shopId: string
      importId: string
    }
    body: {
      columns: (string | null)[]
    }
    reply: {
      importId: string
      shopId: string
      state: 'held' | 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
      bytes: number
      share: number | null
      sha256: string
      rowsRead: number
      created: number
      changed: number
      unchanged: number
      refused: number
      problems: number
      failure: {
        code: string
        detail: string
      } | null
      createdAt: string
      startedAt: string | null
      finishedAt: string | null
    }
  }
  giveImportValues: {
    params: {
      shopId: string
      importId: string
    }
    body: {
      origin?: string | null
      maker?: string | null
      makerIsBrand?: boolean
      category?: string | null
      stock?: number | null
      goods?: {
        goods: string
        hsn?: string | null
        gstBps?: number | null
        foodMark?: ('veg' | 'nonVeg' | 'none') | null
      }[]
    }
    reply: {
      importId: string
      shopId: string
      state: 'held' | 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
      bytes: number
      share: number | null
      sha256: string
      rowsRead: number
      created: number
      changed: number
      unchanged: number
      refused: number
      problems: number
      failure: {
        code: string
        detail: string
      } | null
      createdAt: string
      startedAt: string | null
      finishedAt: string | null
    }
  }
  downloadBadRows: {
    params: {
      shopId: string
      importId: string
    }
    reply: string
  }
  listCategories: {
    query?: {
      q?: string
    }
    reply: {
      items: {
        domain: string
        name: string
        attributes: {
          name: string
          values: string[] | null
        }[]
      }[]
    }
  }
  downloadImportTemplate: {
    params: {
      format: 'csv' | 'xlsx'
    }
    query?: {
      category?: string
    }
    reply: string
  }
  watchImport: {
    params: {
      shopId: string
      importId: string
    }
    reply: string
  }
  listPictures: {
    params: {
      productId: string
    }
    query?: {
      shopId?: string
    }
    reply: {
      items: {
        pictureId: string
        shopId: string | null
        small: string
        large: string
        width: number
        height: number
      }[]
      waiting: number
      failed: {
        source: string
        fault:
          | 'addressRefused'
          | 'notFound'
          | 'noAnswer'
          | 'tooLarge'
          | 'notAPicture'
          | 'brokenPicture'
          | 'tooSmall'
          | 'unknownGood'
          | 'tooMany'
      }[]
    }
  }
  listFirstPictures: {
    query: {
      products: string
    }
    reply: {
      items: {
        productId: string
        shopId: string | null
        small: string
      }[]
    }
  }
  getPicture: {
    params: {
      pictureId: string
      size: 'small' | 'large'
    }
    reply: string
  }
  removePicture: {
    params: {
      shopId: string
      pictureId: string
    }
    reply: null
  }
  listPictureUploads: {
    params: {
      shopId: string
    }
    reply: {
      items: {
        uploadId: string
        state: 'waiting' | 'done' | 'failed'
        fault: ('brokenPackage' | 'packageGone' | 'gaveUp') | null
        bytes: number
        entries: number
        kept: number
        unchanged: number
        refused: number
        problems: {
          file: string
          code:
            | 'addressRefused'
            | 'notFound'
            | 'noAnswer'
            | 'tooLarge'
            | 'notAPicture'
            | 'brokenPicture'
            | 'tooSmall'
            | 'unknownGood'
            | 'tooMany'
        }[]
        createdAt: string
        finishedAt: string | null
      }[]
    }
  }
  uploadPictures: {
    params: {
      shopId: string
    }
    body: Readable
    reply: {
      uploadId: string
      state: 'waiting' | 'done' | 'failed'
      fault: ('brokenPackage' | 'packageGone' | 'gaveUp') | null
      bytes: number
      entries: number
      kept: number
      unchanged: number
      refused: number
      problems: {
        file: string
        code:
          | 'addressRefused'
          | 'notFound'
          | 'noAnswer'
          | 'tooLarge'
          | 'notAPicture'
          | 'brokenPicture'
          | 'tooSmall'
          | 'unknownGood'
          | 'tooMany'
      }[]
      createdAt: string
      finishedAt: string | null
    }
  }
  getPictureUpload: {
    params: {
      shopId: string
      uploadId: string
    }
    reply: {
      uploadId: string
      state: 'waiting' | 'done' | 'failed'
      fault: ('brokenPackage' | 'packageGone' | 'gaveUp') | null
      bytes: number
      entries: number
      kept: number
      unchanged: number
      refused: number
      problems: {
        file: string
        code:
          | 'addressRefused'
          | 'notFound'
          | 'noAnswer'
          | 'tooLarge'
          | 'notAPicture'
          | 'brokenPicture'
          | 'tooSmall'
          | 'unknownGood'
          | 'tooMany'
      }[]
      createdAt: string
      finishedAt: string | null
    }
  }
  listCrafts: {
    query?: {
      mark?: 'odop' | 'gi'
      state?: string
      district?: string
      q?: string
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        entryId: string
        kind: 'odop' | 'gi'
        name: string
        nameHi: string | null
        states: string[]
        district: string | null
        number: string | null
        goodsType: string | null
      }[]
      nextCursor?: string
    }
  }
  listCraftDistricts: {
    reply: {
      districts: {
        state: string
        district: string
        entries: number
        listings: number
      }[]
    }
  }
  getDistrictCollection: {
    query: {
      state: string
      district: string
      mark?: 'odop' | 'gi'
    }
    reply: {
      state: string
      district: string
      entries: {
        entryId: string
        kind: 'odop' | 'gi'
        name: string
        nameHi: string | null
        states: string[]
        district: string | null
        number: string | null
        goodsType: string | null
      }[]
      listings: {
        mark: {
          kind: 'odop' | 'gi'
          name: string
          nameHi: string | null
          state: string
          district: string
        }
        shopId: string
        shopName: string
        listingId: string
        brand: string | null
        name: string
        nameHi: string | null
        netQuantity: number
        unit: string
        pricePaise: number
        mrpPaise: number
        imageUrl: string | null
        inStock: boolean
      }[]
    }
  }
  listMarks: {
    params: {
      shopId: string
      listingId: string
    }
    reply: {
      marks: {
        kind: 'odop' | 'gi'
        name: string
        nameHi: string | null
        state: string
        district: string
      }[]
    }
  }
  importCraftList: {
    params: {
      kind: 'odop' | 'gi'
    }
    body: {
      file: string
    }
    reply: {
      rows: number
      created: number
      changed: number
      unchanged: number
      problems: {
        row: number
        column: string
        code: 'missing' | 'unknownState' | 'tooLong' | 'twice'
        detail: string
      }[]
    }
  }
  listShopClaims: {
    params: {
      shopId: string
    }
    reply: {
      items: {
        claimId: string
        shopId: string
        traderId: string
        listingId: string
        entryId: string
        kind: 'odop' | 'gi'
        name: string
        nameHi: string | null
        state: string
        district: string
        authorisedUser: string | null
        documentId: string | null
        status: 'claimed' | 'approved' | 'refused'
        reason: string | null
        version: number
        createdAt: string
        decidedAt: string | null
      }[]
    }
  }
  claimMark: {
    params: {
      shopId: string
    }
    body: {
      listingId: string
      entryId: string
      state: string
      district: string
      authorisedUser?: string | null
      documentId?: string | null
    }
    reply: {
      claimId: string
      shopId: string
      traderId: string
      listingId: string
      entryId: string
      kind: 'odop' | 'gi'
      name: string
      nameHi: string | null
      state: string
      district: string
      authorisedUser: string | null
      documentId: string | null
      status: 'claimed' | 'approved' | 'refused'
      reason: string | null
      version: number
      createdAt: string
      decidedAt: string | null
    }
  }
  withdrawClaim: {
    params: {
      shopId: string
      claimId: string
    }
    reply: null
  }
  listCraftClaims: {
    query?: {
      status?: 'claimed' | 'approved' | 'refused'
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        claimId: string
        shopId: string
        traderId: string
        listingId: string
        entryId: string
        kind: 'odop' | 'gi'
        name: string
        nameHi: string | null
        state: string
        district: string
        authorisedUser: string | null
        documentId: string | null
        status: 'claimed' | 'approved' | 'refused'
        reason: string | null
        version: number
        createdAt: string
        decidedAt: string | null
      }[]
      nextCursor?: string
    }
  }
  approveClaim: {
    params: {
      shopId: string
      claimId: string
    }
    reply: {
      claimId: string
      shopId: string
      traderId: string
      listingId: string
      entryId: string
      kind: 'odop' | 'gi'
      name: string
      nameHi: string | null
      state: string
      district: string
      authorisedUser: string | null
      documentId: string | null
      status: 'claimed' | 'approved' | 'refused'
      reason: string | null
      version: number
      createdAt: string
      decidedAt: string | null
    }
  }
  refuseClaim: {
    params: {
      shopId: string
      claimId: string
    }
    body: {
      reason: string
    }
    reply: {
      claimId: string
      shopId: string
      traderId: string
      listingId: string
      entryId: string
      kind: 'odop' | 'gi'
      name: string
      nameHi: string | null
      state: string
      district: string
      authorisedUser: string | null
      documentId: string | null
      status: 'claimed' | 'approved' | 'refused'
      reason: string | null
      version: number
      createdAt: string
      decidedAt: string | null
    }
  }
  search: {
    query?: {
      q?: string
      pin?: string
      lat?: number
      lng?: number
      radiusMetres?: number
      servesPin?: string
      shopId?: string
      productId?: string
      category?: string
      brand?: string
      mark?: 'odop' | 'gi'
      district?: string
      minPricePaise?: number
      maxPricePaise?: number
      inStock?: 'true' | 'false'
      openNow?: 'true' | 'false'
      pickup?: 'true' | 'false'
      explain?: 'true' | 'false'
      asTrader?: string
      soldTo?: 'consumer'
      sort?: 'relevance' | 'nearness' | 'price'
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        listingId: string
        shopId: string
        productId: string
        name: string
        nameHi: string | null
        brand: string | null
        category: string
        netQuantity: number
        unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
        pricePaise: number
        mrpPaise: number
        unitPrice: {
          paise: number
          per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
        } | null
        inStock: boolean
        shopName: string
        shopPin: string
        distanceMetres: number | null
        openNow: boolean
        marks: ('odop' | 'gi')[]
        factors?: {
          text: number
          head: number
          closeness: number
          pack: number
          nearness: number
          availability: number
          reliability: number
          score: number
        }
      }[]
      facets: {
        category: {
          value: string
          count: number
        }[]
        brand: {
          value: string
          count: number
        }[]
        price: {
          minPaise: number
          maxPaise: number | null
          count: number
        }[]
      }
      total: number
      didYouMean?: string
      nextCursor?: string
      engine: 'postgres' | 'meilisearch' | 'postgres-fallback'
    }
  }
  listShopsNear: {
    query?: {
      pin?: string
      lat?: number
      lng?: number
      radiusMetres?: number
      openNow?: 'true' | 'false'
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        shopId: string
        name: string
        sellerLegalName: string
        tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
        line1: string
        city: string
        pin: string
        point: {
          lat: number
          lng: number
        }
        distanceMetres: number
        delivers: boolean
        selfPickup: boolean
        openNow: boolean
        nextOpening: string | null
        rating: {
          mean: number
          count: number
        } | null
      }[]
      nextCursor?: string
    }
  }
  suggest: {
    query: {
      q: string
      pin?: string
      lat?: number
      lng?: number
      limit?: number
    }
    reply: {
      items: {
        kind: 'words' | 'product'
        text: string
        textHi: string | null
        productId: string | null
      }[]
    }
  }
  findSynonyms: {
    query?: {
      q?: string
    }
    reply: {
      items: {
        groupId: string
        terms: string[]
        own: string[]
      }[]
    }
  }
  addSynonyms: {
    body: {
      groupId?: string
      terms: string[]
    }
    reply: {
      groupId: string
      terms: string[]
      own: string[]
    }
  }
  removeSynonyms: {
    params: {
      groupId: string
    }
    query?: {
      term?: string
    }
    reply: null
  }
  searchGroups: {
    query?: {
      q?: string
      pin?: string
      lat?: number
      lng?: number
      radiusMetres?: number
      servesPin?: string
      shopId?: string
      productId?: string
      category?: string
      brand?: string
      mark?: 'odop' | 'gi'
      district?: string
      minPricePaise?: number
      maxPricePaise?: number
      inStock?: 'true' | 'false'
      openNow?: 'true' | 'false'
      pickup?: 'true' | 'false'
      sort?: 'relevance' | 'nearness' | 'price'
      limit?: number
      by?: 'product' | 'shop'
    }
    reply: {
      groups: {
        productId: string | null
        shopId: string | null
        lowestPricePaise: number
        count: number
        items: {
          listingId: string
          shopId: string
          productId: string
          name: string
          nameHi: string | null
          brand: string | null
          category: string
          netQuantity: number
          unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
          pricePaise: number
          mrpPaise: number
          unitPrice: {
            paise: number
            per: 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'
          } | null
          inStock: boolean
          shopName: string
          shopPin: string
          distanceMetres: number | null
          openNow: boolean
          marks: ('odop' | 'gi')[]
          factors?: {
            text: number
            head: number
            closeness: number
            pack: number
            nearness: number
            availability: number
            reliability: number
            score: number
          }
        }[]
      }[]
      total: number
      didYouMean?: string
    }
  }
  compareBaskets: {
    body: {
      pin: string
      lat?: number
      lng?: number
      items: {
        productId: string
        quantity: number
      }[]
    }
    reply: {
      single: {
        shops: {
          shopId: string
          shopName: string
          distanceMetres: number | null
          goodsPaise: number
          deliveryPaise: number
          lines: {
            productId: string
            listingId: string
            name: string
            nameHi: string | null
            brand: string | null
            quantity: number
            pricePaise: number
          }[]
        }[]
        goodsPaise: number
        deliveryPaise: number
        totalPaise: number
        missing: string[]
      } | null
      split: {
        shops: {
          shopId: string
          shopName: string
          distanceMetres: number | null
          goodsPaise: number
          deliveryPaise: number
          lines: {
            productId: string
            listingId: string
            name: string
            nameHi: string | null
            brand: string | null
            quantity: number
            pricePaise: number
          }[]
        }[]
        goodsPaise: number
        deliveryPaise: number
        totalPaise: number
        missing: string[]
      } | null
    }
  }
  listSearchMisses: {
    query?: {
      from?: string
      to?: string
      region?: string
      limit?: number
    }
    reply: {
      items: {
        day: string
        region: string
        words: string
        count: number
      }[]
    }
  }
  getRanking: {
    reply: {
      paidPlacement: false
      weights: {
        text: number
        beginning: number
        elsewhere: number
        head: number
        closeness: number
        pack: number
        nearness: number
        halfwayMetres: number
        availability: number
        reliability: number
      }
    }
  }
  getFairness: {
    reply: {
      days: number
      oneIn: number
      places: number
      bySize: {
        upTo: number | null
        shops: number
        shareOfShops: number
        shareOfListings: number
        shareOfPlaces: number | null
      }[]
      byAge: {
        upTo: number | null
        shops: number
        shareOfShops: number
        shareOfListings: number
        shareOfPlaces: number | null
      }[]
    }
  }
  listDuplicates: {
    query?: {
      state?: 'open' | 'different' | 'merged'
      grade?: 'certain' | 'likely' | 'contradicted'
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        pairId: string
        grade: 'certain' | 'likely' | 'contradicted'
        score: number
        reasons: {
          code:
            | 'sameGtin'
            | 'sameWords'
            | 'sameLetters'
            | 'sameSound'
            | 'spelling'
            | 'container'
            | 'samePack'
            | 'packInName'
            | 'packUnsaid'
            | 'mrpDiffers'
            | 'makerDiffers'
            | 'otherGtin'
            | 'otherPack'
            | 'otherHsn'
            | 'otherFoodMark'
            | 'mrpFar'
            | 'otherAttributes'
          speaksFor: boolean
          text: string
        }[]
        state: 'open' | 'different' | 'merged'
        products: {
          productId: string
          gtin: string | null
          brand: string | null
          name: string
          nameHi: string | null
          category: string
          netQuantity: number
          unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
          weightGrams: number
          hsn: string
          gstBps: number
          origin: string
          maker: string
          consumerCare: string | null
          foodMark: 'veg' | 'nonVeg' | 'none'
          fssai: string | null
          shelfLifeDays: number | null
          imageUrls: string[]
          attributes: {
            [k: string]: string
          }
          mrpPaise: number
          shared: boolean
          listings: number
          shops: number
          mergedInto: string | null
          createdAt: string
        }[]
        survivorId: string
        decidedAt: string | null
      }[]
      nextCursor?: string
    }
  }
  getDuplicate: {
    params: {
      pairId: string
    }
    reply: {
      pairId: string
      grade: 'certain' | 'likely' | 'contradicted'
      score: number
      reasons: {
        code:
          | 'sameGtin'
          | 'sameWords'
          | 'sameLetters'
          | 'sameSound'
          | 'spelling'
          | 'container'
          | 'samePack'
          | 'packInName'
          | 'packUnsaid'
          | 'mrpDiffers'
          | 'makerDiffers'
          | 'otherGtin'
          | 'otherPack'
          | 'otherHsn'
          | 'otherFoodMark'
          | 'mrpFar'
          | 'otherAttributes'
        speaksFor: boolean
        text: string
      }[]
      state: 'open' | 'different' | 'merged'
      products: {
        productId: string
        gtin: string | null
        brand: string | null
        name: string
        nameHi: string | null
        category: string
        netQuantity: number
        unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
        weightGrams: number
        hsn: string
        gstBps: number
        origin: string
        maker: string
        consumerCare: string | null
        foodMark: 'veg' | 'nonVeg' | 'none'
        fssai: string | null
        shelfLifeDays: number | null
        imageUrls: string[]
        attributes: {
          [k: string]: string
        }
        mrpPaise: number
        shared: boolean
        listings: number
        shops: number
        mergedInto: string | null
        createdAt: string
      }[]
      survivorId: string
      decidedAt: string | null
    }
  }
  keepProductsApart: {
    params: {
      pairId: string
    }
    reply: {
      pairId: string
      grade: 'certain' | 'likely' | 'contradicted'
      score: number
      reasons: {
        code:
          | 'sameGtin'
          | 'sameWords'
          | 'sameLetters'
          | 'sameSound'
          | 'spelling'
          | 'container'
          | 'samePack'
          | 'packInName'
          | 'packUnsaid'
          | 'mrpDiffers'
          | 'makerDiffers'
          | 'otherGtin'
          | 'otherPack'
          | 'otherHsn'
          | 'otherFoodMark'
          | 'mrpFar'
          | 'otherAttributes'
        speaksFor: boolean
        text: string
      }[]
      state: 'open' | 'different' | 'merged'
      products: {
        productId: string
        gtin: string | null
        brand: string | null
        name: string
        nameHi: string | null
        category: string
        netQuantity: number
        unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
        weightGrams: number
        hsn: string
        gstBps: number
        origin: string
        maker: string
        consumerCare: string | null
        foodMark: 'veg' | 'nonVeg' | 'none'
        fssai: string | null
        shelfLifeDays: number | null
        imageUrls: string[]
        attributes: {
          [k: string]: string
        }
        mrpPaise: number
        shared: boolean
        listings: number
        shops: number
        mergedInto: string | null
        createdAt: string
      }[]
      survivorId: string
      decidedAt: string | null
    }
  }
  listProductMerges: {
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        mergeId: string
        from: {
          productId: string
          gtin: string | null
          brand: string | null
          name: string
          nameHi: string | null
          category: string
          netQuantity: number
          unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
          weightGrams: number
          hsn: string
          gstBps: number
          origin: string
          maker: string
          consumerCare: string | null
          foodMark: 'veg' | 'nonVeg' | 'none'
          fssai: string | null
          shelfLifeDays: number | null
          imageUrls: string[]
          attributes: {
            [k: string]: string
          }
          mrpPaise: number
          shared: boolean
          listings: number
          shops: number
          mergedInto: string | null
          createdAt: string
        }
        into: {
          productId: string
          gtin: string | null
          brand: string | null
          name: string
          nameHi: string | null
          category: string
          netQuantity: number
          unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
          weightGrams: number
          hsn: string
          gstBps: number
          origin: string
          maker: string
          consumerCare: string | null
          foodMark: 'veg' | 'nonVeg' | 'none'
          fssai: string | null
          shelfLifeDays: number | null
          imageUrls: string[]
          attributes: {
            [k: string]: string
          }
          mrpPaise: number
          shared: boolean
          listings: number
          shops: number
          mergedInto: string | null
          createdAt: string
        }
        listings: number
        byMarket: boolean
        reason: string | null
        mergedAt: string
        undone: boolean
        undoneAt: string | null
      }[]
      nextCursor?: string
    }
  }
  mergeProducts: {
    body: {
      fromProductId: string
      intoProductId: string
      reason?: string
    }
    reply: {
      mergeId: string
      from: {
        productId: string
        gtin: string | null
        brand: string | null
        name: string
        nameHi: string | null
        category: string
        netQuantity: number
        unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
        weightGrams: number
        hsn: string
        gstBps: number
        origin: string
        maker: string
        consumerCare: string | null
        foodMark: 'veg' | 'nonVeg' | 'none'
        fssai: string | null
        shelfLifeDays: number | null
        imageUrls: string[]
        attributes: {
          [k: string]: string
        }
        mrpPaise: number
        shared: boolean
        listings: number
        shops: number
        mergedInto: string | null
        createdAt: string
      }
      into: {
        productId: string
        gtin: string | null
        brand: string | null
        name: string
        nameHi: string | null
        category: string
        netQuantity: number
        unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
        weightGrams: number
        hsn: string
        gstBps: number
        origin: string
        maker: string
        consumerCare: string | null
        foodMark: 'veg' | 'nonVeg' | 'none'
        fssai: string | null
        shelfLifeDays: number | null
        imageUrls: string[]
        attributes: {
          [k: string]: string
        }
        mrpPaise: number
        shared: boolean
        listings: number
        shops: number
        mergedInto: string | null
        createdAt: string
      }
      listings: number
      byMarket: boolean
      reason: string | null
      mergedAt: string
      undone: boolean
      undoneAt: string | null
    }
  }
  undoProductMerge: {
    params: {
      mergeId: string
    }
    reply: {
      mergeId: string
      from: {
        productId: string
        gtin: string | null
        brand: string | null
        name: string
        nameHi: string | null
        category: string
        netQuantity: number
        unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
        weightGrams: number
        hsn: string
        gstBps: number
        origin: string
        maker: string
        consumerCare: string | null
        foodMark: 'veg' | 'nonVeg' | 'none'
        fssai: string | null
        shelfLifeDays: number | null
        imageUrls: string[]
        attributes: {
          [k: string]: string
        }
        mrpPaise: number
        shared: boolean
        listings: number
        shops: number
        mergedInto: string | null
        createdAt: string
      }
      into: {
        productId: string
        gtin: string | null
        brand: string | null
        name: string
        nameHi: string | null
        category: string
        netQuantity: number
        unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'piece'
        weightGrams: number
        hsn: string
        gstBps: number
        origin: string
        maker: string
        consumerCare: string | null
        foodMark: 'veg' | 'nonVeg' | 'none'
        fssai: string | null
        shelfLifeDays: number | null
        imageUrls: string[]
        attributes: {
          [k: string]: string
        }
        mrpPaise: number
        shared: boolean
        listings: number
        shops: number
        mergedInto: string | null
        createdAt: string
      }
      listings: number
      byMarket: boolean
      reason: string | null
      mergedAt: string
      undone: boolean
      undoneAt: string | null
    }
  }
  listAddresses: {
    reply: {
      items: {
        addressId: string
        label: string | null
        drop: {
          name: string
          phone: string
          line1: string
          line2: string | null
          landmark: string | null
          pin: string
          district: string | null
          state: string | null
          point: {
            lat: number
            lng: number
          } | null
          pointFrom: ('point' | 'digipin' | 'pin') | null
          digipin: string | null
          neighbour?: {
            name: string
            house: string
          }
        }
      }[]
    }
  }
  addAddress: {
    body: {
      label?: string
      drop: {
        name: string
        phone: string
        line1: string
        line2?: string
        landmark?: string
        neighbour?: {
          name: string
          house: string
        }
        pin: string
        point?: {
          lat: number
          lng: number
        }
        digipin?: string
      }
    }
    reply: {
      addressId: string
      label: string | null
      drop: {
        name: string
        phone: string
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      }
    }
  }
  replaceAddress: {
    params: {
      addressId: string
    }
    body: {
      label?: string
      drop: {
        name: string
        phone: string
        line1: string
        line2?: string
        landmark?: string
        neighbour?: {
          name: string
          house: string
        }
        pin: string
        point?: {
          lat: number
          lng: number
        }
        digipin?: string
      }
    }
    reply: {
      addressId: string
      label: string | null
      drop: {
        name: string
        phone: string
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      }
    }
  }
  removeAddress: {
    params: {
      addressId: string
    }
    reply: null
  }
  getCart: {
    query?: {
      asTrader?: string
    }
    reply: {
      items: {
        listingId: string
        shopId: string
        productId: string | null
        quantity: number
        shopName: string | null
        name: string | null
        nameHi: string | null
        brand: string | null
        pricePaise: number | null
        plainPaise: number | null
        priceReason: ('plain' | 'dated' | 'slab' | 'list') | null
        next: {
          from: number
          pricePaise: number
        } | null
        mrpPaise: number | null
        minimumQuantity: number | null
        stepQuantity: number | null
        available: number | null
        totalPaise: number
        problem: {
          code:
            | 'listingGone'
            | 'notSoldToYou'
            | 'ownShop'
            | 'shopNotOpen'
            | 'belowMinimum'
            | 'notInSteps'
            | 'outOfStock'
            | 'tooMuch'
            | 'shopDoesNotServe'
            | 'noPickup'
            | 'outsideState'
            | 'slotGone'
            | 'pointGone'
            | 'pointTakesNoCash'
          detail: string
        } | null
      }[]
      totalPaise: number
    }
  }
  clearCart: {
    query?: {
      asTrader?: string
    }
    reply: null
  }
  putCartItem: {
    params: {
      listingId: string
    }
    body: {
      shopId: string
      quantity: number
      asTrader?: string
    }
    reply: {
      items: {
        listingId: string
        shopId: string
        productId: string | null
        quantity: number
        shopName: string | null
        name: string | null
        nameHi: string | null
        brand: string | null
        pricePaise: number | null
        plainPaise: number | null
        priceReason: ('plain' | 'dated' | 'slab' | 'list') | null
        next: {
          from: number
          pricePaise: number
        } | null
        mrpPaise: number | null
        minimumQuantity: number | null
        stepQuantity: number | null
        available: number | null
        totalPaise: number
        problem: {
          code:
            | 'listingGone'
            | 'notSoldToYou'
            | 'ownShop'
            | 'shopNotOpen'
            | 'belowMinimum'
            | 'notInSteps'
            | 'outOfStock'
            | 'tooMuch'
            | 'shopDoesNotServe'
            | 'noPickup'
            | 'outsideState'
            | 'slotGone'
            | 'pointGone'
            | 'pointTakesNoCash'
          detail: string
        } | null
      }[]
      totalPaise: number
    }
  }
  priceFor: {
    params: {
      shopId: string
      listingId: string
    }
    query?: {
      asTrader?: string
      quantity?: number
    }
    reply: {
      quantity: number
      pricePaise: number
      plainPaise: number
      mrpPaise: number
      totalPaise: number
      reason: 'plain' | 'dated' | 'slab' | 'list'
      next: {
        from: number
        pricePaise: number
      } | null
      minimumQuantity: number
      stepQuantity: number
      available: number
      problem: {
        code:
          | 'listingGone'
          | 'notSoldToYou'
          | 'ownShop'
          | 'shopNotOpen'
          | 'belowMinimum'
          | 'notInSteps'
          | 'outOfStock'
          | 'tooMuch'
          | 'shopDoesNotServe'
          | 'noPickup'
          | 'outsideState'
          | 'slotGone'
          | 'pointGone'
          | 'pointTakesNoCash'
        detail: string
      } | null
    }
  }
  pricesFor: {
    body: {
      asTrader?: string
      items: {
        shopId: string
        listingId: string
      }[]
    }
    reply: {
      items: {
        shopId: string
        listingId: string
        pricePaise: number
        plainPaise: number
        lowestPaise: number
        reason: 'plain' | 'dated' | 'slab' | 'list'
        minimumQuantity: number
        stepQuantity: number
      }[]
    }
  }
  quoteCart: {
    body: {
      asTrader?: string
      drop?: {
        pin: string
        point?: {
          lat: number
          lng: number
        }
        digipin?: string
      }
      addressId?: string
      method?: 'cod' | 'upi' | 'gateway'
      fulfilment?: {
        shopId: string
        kind: 'delivery' | 'pickup'
        slot?: {
          from: string
          until: string
        }
        pointId?: string
      }[]
    }
    reply: {
      shops: {
        shopId: string
        shopName: string
        sellerLegalName: string
        fulfilment: 'delivery' | 'pickup'
        lines: {
          listingId: string
          name: string
          nameHi: string | null
          brand: string | null
          quantity: number
          pricePaise: number
          priceReason: 'plain' | 'dated' | 'slab' | 'list'
          mrpPaise: number
          totalPaise: number
          gstBps: number
          gst: {
            taxablePaise: number
            cgstPaise: number
            sgstPaise: number
            igstPaise: number
          }
        }[]
        goodsPaise: number
        deliveryPaise: number
        deliveryMinutes: number | null
        slot: {
          from: string
          until: string
        } | null
        pointId: string | null
        slots: {
          from: string
          until: string
        }[]
        totalPaise: number
        weightGrams: number
      }[]
      totalPaise: number
      problems: {
        code:
          | 'listingGone'
          | 'notSoldToYou'
          | 'ownShop'
          | 'shopNotOpen'
          | 'belowMinimum'
          | 'notInSteps'
          | 'outOfStock'
          | 'tooMuch'
          | 'shopDoesNotServe'
          | 'noPickup'
          | 'outsideState'
          | 'slotGone'
          | 'pointGone'
          | 'pointTakesNoCash'
        detail: string
        shopId: string
        listingId?: string
        available?: number
        step?: number
      }[]
    }
  }
  checkOut: {
    headers: {
      'idempotency-key': string
    }
    body: {
      asTrader?: string
      drop?: {
        name: string
        phone: string
        line1: string
        line2?: string
        landmark?: string
        neighbour?: {
          name: string
          house: string
        }
        pin: string
        point?: {
          lat: number
          lng: number
        }
        digipin?: string
      }
      addressId?: string
      method: 'cod' | 'upi' | 'gateway'
      fulfilment?: {
        shopId: string
        kind: 'delivery' | 'pickup'
        slot?: {
          from: string
          until: string
        }
        pointId?: string
      }[]
      expectedTotalPaise: number
    }
    reply: {
      purchaseId: string
      state: 'awaitingPayment' | 'confirmed'
      totalPaise: number
      orders: {
        orderId: string
        shopId: string
        state:
          | 'awaitingPayment'
          | 'confirmed'
          | 'accepted'
          | 'packed'
          | 'handedOver'
          | 'delivered'
          | 'cancelled'
          | 'rejected'
          | 'expired'
          | 'undelivered'
        totalPaise: number
      }[]
      payment: {
        paymentId: string
        method: 'cod' | 'upi' | 'gateway'
        state: 'pending' | 'failed' | 'paid' | 'mismatched' | 'void'
        amountPaise: number
        link: string | null
      }
    }
  }
  listPurchases: {
    query?: {
      asTrader?: string
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        purchaseId: string
        state: 'awaitingPayment' | 'confirmed' | 'completed' | 'cancelled' | 'expired'
        method: 'cod' | 'upi' | 'gateway'
        totalPaise: number
        createdAt: string
        expiresAt: string | null
        closedAt: string | null
        orders: {
          orderId: string
          purchaseId: string
          shopId: string
          state:
            | 'awaitingPayment'
            | 'confirmed'
            | 'accepted'
            | 'packed'
            | 'handedOver'
            | 'delivered'
            | 'cancelled'
            | 'rejected'
            | 'expired'
            | 'undelivered'
          fulfilment: 'delivery' | 'pickup'
          goodsPaise: number
          deliveryPaise: number
          totalPaise: number
          returnedPaise: number
          weightGrams: number
          deliveryMinutes: number | null
          slot: {
            from: string
            until: string
          } | null
          pointId: string | null
          invoiceNumber: string | null
          endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
          endReason: string | null
          createdAt: string
          confirmedAt: string | null
          acceptedAt: string | null
          readyAt: string | null
          packedAt: string | null
          handedOverAt: string | null
          closedAt: string | null
        }[]
      }[]
      nextCursor?: string
    }
  }
  getPurchase: {
    params: {
      purchaseId: string
    }
    reply: {
      purchaseId: string
      state: 'awaitingPayment' | 'confirmed' | 'completed' | 'cancelled' | 'expired'
      method: 'cod' | 'upi' | 'gateway'
      totalPaise: number
      createdAt: string
      expiresAt: string | null
      closedAt: string | null
      orders: {
        orderId: string
        purchaseId: string
        shopId: string
        state:
          | 'awaitingPayment'
          | 'confirmed'
          | 'accepted'
          | 'packed'
          | 'handedOver'
          | 'delivered'
          | 'cancelled'
          | 'rejected'
          | 'expired'
          | 'undelivered'
        fulfilment: 'delivery' | 'pickup'
        goodsPaise: number
        deliveryPaise: number
        totalPaise: number
        returnedPaise: number
        weightGrams: number
        deliveryMinutes: number | null
        slot: {
          from: string
          until: string
        } | null
        pointId: string | null
        invoiceNumber: string | null
        endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
        endReason: string | null
        createdAt: string
        confirmedAt: string | null
        acceptedAt: string | null
        readyAt: string | null
        packedAt: string | null
        handedOverAt: string | null
        closedAt: string | null
      }[]
      drop: {
        name: string
        phone: string
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      }
      payments: {
        paymentId: string
        method: 'cod' | 'upi' | 'gateway'
        state: 'pending' | 'failed' | 'paid' | 'mismatched' | 'void'
        amountPaise: number
        link: string | null
      }[]
      refunds: {
        refundId: string
        amountPaise: number
        state: 'requested' | 'sent' | 'settled' | 'failed'
        reason: string
      }[]
    }
  }
  cancelPurchase: {
    params: {
      purchaseId: string
    }
    body: {
      reason: string
    }
    reply: {
      purchaseId: string
      state: 'awaitingPayment' | 'confirmed' | 'completed' | 'cancelled' | 'expired'
      method: 'cod' | 'upi' | 'gateway'
      totalPaise: number
      createdAt: string
      expiresAt: string | null
      closedAt: string | null
      orders: {
        orderId: string
        purchaseId: string
        shopId: string
        state:
          | 'awaitingPayment'
          | 'confirmed'
          | 'accepted'
          | 'packed'
          | 'handedOver'
          | 'delivered'
          | 'cancelled'
          | 'rejected'
          | 'expired'
          | 'undelivered'
        fulfilment: 'delivery' | 'pickup'
        goodsPaise: number
        deliveryPaise: number
        totalPaise: number
        returnedPaise: number
        weightGrams: number
        deliveryMinutes: number | null
        slot: {
          from: string
          until: string
        } | null
        pointId: string | null
        invoiceNumber: string | null
        endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
        endReason: string | null
        createdAt: string
        confirmedAt: string | null
        acceptedAt: string | null
        readyAt: string | null
        packedAt: string | null
        handedOverAt: string | null
        closedAt: string | null
      }[]
      drop: {
        name: string
        phone: string
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      }
      payments: {
        paymentId: string
        method: 'cod' | 'upi' | 'gateway'
        state: 'pending' | 'failed' | 'paid' | 'mismatched' | 'void'
        amountPaise: number
        link: string | null
      }[]
      refunds: {
        refundId: string
        amountPaise: number
        state: 'requested' | 'sent' | 'settled' | 'failed'
        reason: string
      }[]
    }
  }
  reorder: {
    params: {
      purchaseId: string
    }
    reply: {
      cart: {
        items: {
          listingId: string
          shopId: string
          productId: string | null
          quantity: number
          shopName: string | null
          name: string | null
          nameHi: string | null
          brand: string | null
          pricePaise: number | null
          plainPaise: number | null
          priceReason: ('plain' | 'dated' | 'slab' | 'list') | null
          next: {
            from: number
            pricePaise: number
          } | null
          mrpPaise: number | null
          minimumQuantity: number | null
          stepQuantity: number | null
          available: number | null
          totalPaise: number
          problem: {
            code:
              | 'listingGone'
              | 'notSoldToYou'
              | 'ownShop'
              | 'shopNotOpen'
              | 'belowMinimum'
              | 'notInSteps'
              | 'outOfStock'
              | 'tooMuch'
              | 'shopDoesNotServe'
              | 'noPickup'
              | 'outsideState'
              | 'slotGone'
              | 'pointGone'
              | 'pointTakesNoCash'
            detail: string
          } | null
        }[]
        totalPaise: number
      }
      notAsBefore: {
        listingId: string
        shopId: string
        name: string
        quantity: number
        put: number
        code:
          | 'listingGone'
          | 'notSoldToYou'
          | 'ownShop'
          | 'shopNotOpen'
          | 'belowMinimum'
          | 'notInSteps'
          | 'outOfStock'
          | 'tooMuch'
          | 'shopDoesNotServe'
          | 'noPickup'
          | 'outsideState'
          | 'slotGone'
          | 'pointGone'
          | 'pointTakesNoCash'
        detail: string
      }[]
    }
  }
  getOrder: {
    params: {
      orderId: string
    }
    reply: {
      orderId: string
      purchaseId: string
      shopId: string
      state:
        | 'awaitingPayment'
        | 'confirmed'
        | 'accepted'
        | 'packed'
        | 'handedOver'
        | 'delivered'
        | 'cancelled'
        | 'rejected'
        | 'expired'
        | 'undelivered'
      fulfilment: 'delivery' | 'pickup'
      goodsPaise: number
      deliveryPaise: number
      totalPaise: number
      returnedPaise: number
      weightGrams: number
      deliveryMinutes: number | null
      slot: {
        from: string
        until: string
      } | null
      pointId: string | null
      invoiceNumber: string | null
      endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
      endReason: string | null
      createdAt: string
      confirmedAt: string | null
      acceptedAt: string | null
      readyAt: string | null
      packedAt: string | null
      handedOverAt: string | null
      closedAt: string | null
      method: 'cod' | 'upi' | 'gateway'
      lines: {
        lineId: string
        listingId: string
        productId: string
        brand: string | null
        name: string
        nameHi: string | null
        netQuantity: number
        unit: string
        hsn: string
        gstBps: number
        quantity: number
        pricePaise: number
        mrpPaise: number
        totalPaise: number
        gst: {
          taxablePaise: number
          cgstPaise: number
          sgstPaise: number
          igstPaise: number
        }
        returnedQuantity: number
        returnedPaise: number
        cancelled: boolean
        cancelReason: string | null
      }[]
      gst: {
        taxablePaise: number
        cgstPaise: number
        sgstPaise: number
        igstPaise: number
      }
      seller: {
        legalName: string
        shopName: string
        gstin: string | null
      } | null
      drop: {
        name: string
        phone: string | null
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      } | null
    }
  }
  getBill: {
    params: {
      orderId: string
    }
    reply: {
      orderId: string
      kind: 'taxInvoice' | 'billOfSupply'
      number: string
      date: string
      seller: {
        legalName: string
        tradeName: string
        shopName: string
        line1: string
        line2: string | null
        landmark: string | null
        city: string
        pin: string
        state: {
          name: string
          gstCode: string | null
        }
        gstin: string | null
        fssai: string | null
        carePhone: string | null
      }
      buyer: {
        name: string | null
        gstin: string | null
        drop: {
          name: string
          phone: string | null
          line1: string
          line2: string | null
          landmark: string | null
          pin: string
          district: string | null
          state: string | null
          point: {
            lat: number
            lng: number
          } | null
          pointFrom: ('point' | 'digipin' | 'pin') | null
          digipin: string | null
          neighbour?: {
            name: string
            house: string
          }
        } | null
      }
      placeOfSupply: {
        name: string
        gstCode: string | null
      } | null
      method: 'cod' | 'upi' | 'gateway'
      lines: {
        lineId: string
        brand: string | null
        name: string
        nameHi: string | null
        netQuantity: number
        unit: string
        hsn: string
        gstBps: number
        quantity: number
        pricePaise: number
        totalPaise: number
        gst: {
          taxablePaise: number
          cgstPaise: number
          sgstPaise: number
          igstPaise: number
        }
      }[]
      gst: {
        taxablePaise: number
        cgstPaise: number
        sgstPaise: number
        igstPaise: number
      }
      creditNotes: {
        number: string
        date: string
        returnId: string
        lines: {
          lineId: string
          quantity: number
          totalPaise: number
          gst: {
            taxablePaise: number
            cgstPaise: number
            sgstPaise: number
            igstPaise: number
          }
        }[]
        gst: {
          taxablePaise: number
          cgstPaise: number
          sgstPaise: number
          igstPaise: number
        }
        totalPaise: number
      }[]
      goodsPaise: number
      deliveryPaise: number
      totalPaise: number
      creditedPaise: number
    }
  }
  listShopOrders: {
    params: {
      shopId: string
    }
    query?: {
      state?:
        | 'awaitingPayment'
        | 'confirmed'
        | 'accepted'
        | 'packed'
        | 'handedOver'
        | 'delivered'
        | 'cancelled'
        | 'rejected'
        | 'expired'
        | 'undelivered'
      include?: 'lines'
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        orderId: string
        purchaseId: string
        shopId: string
        state:
          | 'awaitingPayment'
          | 'confirmed'
          | 'accepted'
          | 'packed'
          | 'handedOver'
          | 'delivered'
          | 'cancelled'
          | 'rejected'
          | 'expired'
          | 'undelivered'
        fulfilment: 'delivery' | 'pickup'
        goodsPaise: number
        deliveryPaise: number
        totalPaise: number
        returnedPaise: number
        weightGrams: number
        deliveryMinutes: number | null
        slot: {
          from: string
          until: string
        } | null
        pointId: string | null
        invoiceNumber: string | null
        endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
        endReason: string | null
        createdAt: string
        confirmedAt: string | null
        acceptedAt: string | null
        readyAt: string | null
        packedAt: string | null
        handedOverAt: string | null
        closedAt: string | null
        method?: 'cod' | 'upi' | 'gateway'
        lines?: {
          lineId: string
          listingId: string
          productId: string
          brand: string | null
          name: string
          nameHi: string | null
          netQuantity: number
          unit: string
          hsn: string
          gstBps: number
          quantity: number
          pricePaise: number
          mrpPaise: number
          totalPaise: number
          gst: {
            taxablePaise: number
            cgstPaise: number
            sgstPaise: number
            igstPaise: number
          }
          returnedQuantity: number
          returnedPaise: number
          cancelled: boolean
          cancelReason: string | null
        }[]
        gst?: {
          taxablePaise: number
          cgstPaise: number
          sgstPaise: number
          igstPaise: number
        }
        seller?: {
          legalName: string
          shopName: string
          gstin: string | null
        } | null
        drop?: {
          name: string
          phone: string | null
          line1: string
          line2: string | null
          landmark: string | null
          pin: string
          district: string | null
          state: string | null
          point: {
            lat: number
            lng: number
          } | null
          pointFrom: ('point' | 'digipin' | 'pin') | null
          digipin: string | null
          neighbour?: {
            name: string
            house: string
          }
        } | null
      }[]
      nextCursor?: string
    }
  }
  acceptOrder: {
    params: {
      orderId: string
    }
    body: {
      prepMinutes?: number
    }
    reply: {
      orderId: string
      purchaseId: string
      shopId: string
      state:
        | 'awaitingPayment'
        | 'confirmed'
        | 'accepted'
        | 'packed'
        | 'handedOver'
        | 'delivered'
        | 'cancelled'
        | 'rejected'
        | 'expired'
        | 'undelivered'
      fulfilment: 'delivery' | 'pickup'
      goodsPaise: number
      deliveryPaise: number
      totalPaise: number
      returnedPaise: number
      weightGrams: number
      deliveryMinutes: number | null
      slot: {
        from: string
        until: string
      } | null
      pointId: string | null
      invoiceNumber: string | null
      endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
      endReason: string | null
      createdAt: string
      confirmedAt: string | null
      acceptedAt: string | null
      readyAt: string | null
      packedAt: string | null
      handedOverAt: string | null
      closedAt: string | null
      method: 'cod' | 'upi' | 'gateway'
      lines: {
        lineId: string
        listingId: string
        productId: string
        brand: string | null
        name: string
        nameHi: string | null
        netQuantity: number
        unit: string
        hsn: string
        gstBps: number
        quantity: number
        pricePaise: number
        mrpPaise: number
        totalPaise: number
        gst: {
          taxablePaise: number
          cgstPaise: number
          sgstPaise: number
          igstPaise: number
        }
        returnedQuantity: number
        returnedPaise: number
        cancelled: boolean
        cancelReason: string | null
      }[]
      gst: {
        taxablePaise: number
        cgstPaise: number
        sgstPaise: number
        igstPaise: number
      }
      seller: {
        legalName: string
        shopName: string
        gstin: string | null
      } | null
      drop: {
        name: string
        phone: string | null
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      } | null
    }
  }
  packOrder: {
    params: {
      orderId: string
    }
    body: {
      weightGrams?: number
      sure?: boolean
    }
    reply: {
      orderId: string
      purchaseId: string
      shopId: string
      state:
        | 'awaitingPayment'
        | 'confirmed'
        | 'accepted'
        | 'packed'
        | 'handedOver'
        | 'delivered'
        | 'cancelled'
        | 'rejected'
        | 'expired'
        | 'undelivered'
      fulfilment: 'delivery' | 'pickup'
      goodsPaise: number
      deliveryPaise: number
      totalPaise: number
      returnedPaise: number
      weightGrams: number
      deliveryMinutes: number | null
      slot: {
        from: string
        until: string
      } | null
      pointId: string | null
      invoiceNumber: string | null
      endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
      endReason: string | null
      createdAt: string
      confirmedAt: string | null
      acceptedAt: string | null
      readyAt: string | null
      packedAt: string | null
      handedOverAt: string | null
      closedAt: string | null
      method: 'cod' | 'upi' | 'gateway'
      lines: {
        lineId: string
        listingId: string
        productId: string
        brand: string | null
        name: string
        nameHi: string | null
        netQuantity: number
        unit: string
        hsn: string
        gstBps: number
        quantity: number
        pricePaise: number
        mrpPaise: number
        totalPaise: number
        gst: {
          taxablePaise: number
          cgstPaise: number
          sgstPaise: number
          igstPaise: number
        }
        returnedQuantity: number
        returnedPaise: number
        cancelled: boolean
        cancelReason: string | null
      }[]
      gst: {
        taxablePaise: number
        cgstPaise: number
        sgstPaise: number
        igstPaise: number
      }
      seller: {
        legalName: string
        shopName: string
        gstin: string | null
      } | null
      drop: {
        name: string
        phone: string | null
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      } | null
    }
  }
  rejectOrder: {
    params: {
      orderId: string
    }
    body: {
      reason: string
    }
    reply: {
      orderId: string
      purchaseId: string
      shopId: string
      state:
        | 'awaitingPayment'
        | 'confirmed'
        | 'accepted'
        | 'packed'
        | 'handedOver'
        | 'delivered'
        | 'cancelled'
        | 'rejected'
        | 'expired'
        | 'undelivered'
      fulfilment: 'delivery' | 'pickup'
      goodsPaise: number
      deliveryPaise: number
      totalPaise: number
      returnedPaise: number
      weightGrams: number
      deliveryMinutes: number | null
      slot: {
        from: string
        until: string
      } | null
      pointId: string | null
      invoiceNumber: string | null
      endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
      endReason: string | null
      createdAt: string
      confirmedAt: string | null
      acceptedAt: string | null
      readyAt: string | null
      packedAt: string | null
      handedOverAt: string | null
      closedAt: string | null
      method: 'cod' | 'upi' | 'gateway'
      lines: {
        lineId: string
        listingId: string
        productId: string
        brand: string | null
        name: string
        nameHi: string | null
        netQuantity: number
        unit: string
        hsn: string
        gstBps: number
        quantity: number
        pricePaise: number
        mrpPaise: number
        totalPaise: number
        gst: {
          taxablePaise: number
          cgstPaise: number
          sgstPaise: number
          igstPaise: number
        }
        returnedQuantity: number
        returnedPaise: number
        cancelled: boolean
        cancelReason: string | null
      }[]
      gst: {
        taxablePaise: number
        cgstPaise: number
        sgstPaise: number
        igstPaise: number
      }
      seller: {
        legalName: string
        shopName: string
        gstin: string | null
      } | null
      drop: {
        name: string
        phone: string | null
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      } | null
    }
  }
  cancelOrder: {
    params: {
      orderId: string
    }
    body: {
      reason: string
    }
    reply: {
      orderId: string
      purchaseId: string
      shopId: string
      state:
        | 'awaitingPayment'
        | 'confirmed'
        | 'accepted'
        | 'packed'
        | 'handedOver'
        | 'delivered'
        | 'cancelled'
        | 'rejected'
        | 'expired'
        | 'undelivered'
      fulfilment: 'delivery' | 'pickup'
      goodsPaise: number
      deliveryPaise: number
      totalPaise: number
      returnedPaise: number
      weightGrams: number
      deliveryMinutes: number | null
      slot: {
        from: string
        until: string
      } | null
      pointId: string | null
      invoiceNumber: string | null
      endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
      endReason: string | null
      createdAt: string
      confirmedAt: string | null
      acceptedAt: string | null
      readyAt: string | null
      packedAt: string | null
      handedOverAt: string | null
      closedAt: string | null
      method: 'cod' | 'upi' | 'gateway'
      lines: {
        lineId: string
        listingId: string
        productId: string
        brand: string | null
        name: string
        nameHi: string | null
        netQuantity: number
        unit: string
        hsn: string
        gstBps: number
        quantity: number
        pricePaise: number
        mrpPaise: number
        totalPaise: number
        gst: {
          taxablePaise: number
          cgstPaise: number
          sgstPaise: number
          igstPaise: number
        }
        returnedQuantity: number
        returnedPaise: number
        cancelled: boolean
        cancelReason: string | null
      }[]
      gst: {
        taxablePaise: number
        cgstPaise: number
        sgstPaise: number
        igstPaise: number
      }
      seller: {
        legalName: string
        shopName: string
        gstin: string | null
      } | null
      drop: {
        name: string
        phone: string | null
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      } | null
    }
  }
  cancelOrderLine: {
    params: {
      orderId: string
      lineId: string
    }
    body: {
      reason: string
    }
    reply: {
      orderId: string
      purchaseId: string
      shopId: string
      state:
        | 'awaitingPayment'
        | 'confirmed'
        | 'accepted'
        | 'packed'
        | 'handedOver'
        | 'delivered'
        | 'cancelled'
        | 'rejected'
        | 'expired'
        | 'undelivered'
      fulfilment: 'delivery' | 'pickup'
      goodsPaise: number
      deliveryPaise: number
      totalPaise: number
      returnedPaise: number
      weightGrams: number
      deliveryMinutes: number | null
      slot: {
        from: string
        until: string
      } | null
      pointId: string | null
      invoiceNumber: string | null
      endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
      endReason: string | null
      createdAt: string
      confirmedAt: string | null
      acceptedAt: string | null
      readyAt: string | null
      packedAt: string | null
      handedOverAt: string | null
      closedAt: string | null
      method: 'cod' | 'upi' | 'gateway'
      lines: {
        lineId: string
        listingId: string
        productId: string
        brand: string | null
        name: string
        nameHi: string | null
        netQuantity: number
        unit: string
        hsn: string
        gstBps: number
        quantity: number
        pricePaise: number
        mrpPaise: number
        totalPaise: number
        gst: {
          taxablePaise: number
          cgstPaise: number
          sgstPaise: number
          igstPaise: number
        }
        returnedQuantity: number
        returnedPaise: number
        cancelled: boolean
        cancelReason: string | null
      }[]
      gst: {
        taxablePaise: number
        cgstPaise: number
        sgstPaise: number
        igstPaise: number
      }
      seller: {
        legalName: string
        shopName: string
        gstin: string | null
      } | null
      drop: {
        name: string
        phone: string | null
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      } | null
    }
  }
  collectOrder: {
    params: {
      orderId: string
    }
    reply: {
      orderId: string
      purchaseId: string
      shopId: string
      state:
        | 'awaitingPayment'
        | 'confirmed'
        | 'accepted'
        | 'packed'
        | 'handedOver'
        | 'delivered'
        | 'cancelled'
        | 'rejected'
        | 'expired'
        | 'undelivered'
      fulfilment: 'delivery' | 'pickup'
      goodsPaise: number
      deliveryPaise: number
      totalPaise: number
      returnedPaise: number
      weightGrams: number
      deliveryMinutes: number | null
      slot: {
        from: string
        until: string
      } | null
      pointId: string | null
      invoiceNumber: string | null
      endedBy: ('buyer' | 'shop' | 'time' | 'delivery') | null
      endReason: string | null
      createdAt: string
      confirmedAt: string | null
      acceptedAt: string | null
      readyAt: string | null
      packedAt: string | null
      handedOverAt: string | null
      closedAt: string | null
      method: 'cod' | 'upi' | 'gateway'
      lines: {
        lineId: string
        listingId: string
        productId: string
        brand: string | null
        name: string
        nameHi: string | null
        netQuantity: number
        unit: string
        hsn: string
        gstBps: number
        quantity: number
        pricePaise: number
        mrpPaise: number
        totalPaise: number
        gst: {
          taxablePaise: number
          cgstPaise: number
          sgstPaise: number
          igstPaise: number
        }
        returnedQuantity: number
        returnedPaise: number
        cancelled: boolean
        cancelReason: string | null
      }[]
      gst: {
        taxablePaise: number
        cgstPaise: number
        sgstPaise: number
        igstPaise: number
      }
      seller: {
        legalName: string
        shopName: string
        gstin: string | null
      } | null
      drop: {
        name: string
        phone: string | null
        line1: string
        line2: string | null
        landmark: string | null
        pin: string
        district: string | null
        state: string | null
        point: {
          lat: number
          lng: number
        } | null
        pointFrom: ('point' | 'digipin' | 'pin') | null
        digipin: string | null
        neighbour?: {
          name: string
          house: string
        }
      } | null
    }
  }
  getSales: {
    params: {
      shopId: string
    }
    query?: {
      days?: number
    }
    reply: {
      from: string
      to: string
      orders: number
      pieces: number
      goodsPaise: number
      returnedPaise: number
      lost: {
        byBuyer: number
        byShop: number
        undelivered: number
      }
      days: {
        date: string
        orders: number
        pieces: number
        goodsPaise: number
        returnedPaise: number
      }[]
      best: {
        listingId: string
        brand: string | null
        name: string
        nameHi: string | null
        pieces: number
        goodsPaise: number
      }[]
    }
  }
  getPayment: {
    params: {
      paymentId: string
    }
    reply: {
      paymentId: string
      purchaseId: string
      method: 'cod' | 'upi' | 'gateway'
      state: 'pending' | 'failed' | 'paid' | 'mismatched' | 'void'
      amountPaise: number
      receivedPaise: number
      payee: {
        name: string
        upiId: string
      } | null
      link: string | null
      qrSvg: string | null
      bankReference: string | null
      failure: string | null
      createdAt: string
      settledAt: string | null
      refunds: {
        refundId: string
        amountPaise: number
        state: 'requested' | 'sent' | 'settled' | 'failed'
        reason: string
      }[]
    }
  }
  confirmPayment: {
    params: {
      paymentId: string
    }
    headers: {
      'idempotency-key': string
    }
    body: {
      bankReference: string
    }
    reply: {
      paymentId: string
      purchaseId: string
      method: 'cod' | 'upi' | 'gateway'
      state: 'pending' | 'failed' | 'paid' | 'mismatched' | 'void'
      amountPaise: number
      receivedPaise: number
      payee: {
        name: string
        upiId: string
      } | null
      link: string | null
      qrSvg: string | null
      bankReference: string | null
      failure: string | null
      createdAt: string
      settledAt: string | null
      refunds: {
        refundId: string
        amountPaise: number
        state: 'requested' | 'sent' | 'settled' | 'failed'
        reason: string
      }[]
    }
  }
  retryPayment: {
    params: {
      paymentId: string
    }
    headers: {
      'idempotency-key': string
    }
    body: {
      method?: 'upi' | 'gateway'
    }
    reply: {
      paymentId: string
      purchaseId: string
      method: 'cod' | 'upi' | 'gateway'
      state: 'pending' | 'failed' | 'paid' | 'mismatched' | 'void'
      amountPaise: number
      receivedPaise: number
      payee: {
        name: string
        upiId: string
      } | null
      link: string | null
      qrSvg: string | null
      bankReference: string | null
      failure: string | null
      createdAt: string
      settledAt: string | null
      refunds: {
        refundId: string
        amountPaise: number
        state: 'requested' | 'sent' | 'settled' | 'failed'
        reason: string
      }[]
    }
  }
  listPaymentsToConfirm: {
    query?: {
      asTrader?: string
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        paymentId: string
        purchaseId: string
        amountPaise: number
        createdAt: string
      }[]
      nextCursor?: string
    }
  }
  listOpenRefunds: {
    query?: {
      asTrader?: string
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        refundId: string
        amountPaise: number
        state: 'requested' | 'sent' | 'settled' | 'failed'
        reason: string
        paymentId: string
        failure: string | null
        createdAt: string
      }[]
      nextCursor?: string
    }
  }
  confirmRefund: {
    params: {
      refundId: string
    }
    headers: {
      'idempotency-key': string
    }
    body: {
      bankReference: string
    }
    reply: {
      refundId: string
      amountPaise: number
      state: 'requested' | 'sent' | 'settled' | 'failed'
      reason: string
    }
  }
  retryRefund: {
    params: {
      refundId: string
    }
    headers: {
      'idempotency-key': string
    }
    reply: {
      refundId: string
      amountPaise: number
      state: 'requested' | 'sent' | 'settled' | 'failed'
      reason: string
    }
  }
  getLedger: {
    params: {
      purchaseId: string
    }
    reply: {
      journals: {
        journalId: string
        kind:
          | 'sale'
          | 'reversal'
          | 'lineReversal'
          | 'returnReversal'
          | 'payment'
          | 'cash'
          | 'handIn'
          | 'remittance'
          | 'refund'
          | 'penalty'
          | 'penaltyBack'
          | 'payout'
          | 'payoutPaid'
          | 'payoutBack'
          | 'payoutRecalled'
          | 'payoutAfterAll'
        at: string
        entries: {
          account: string
          amountPaise: number
          orderId: string | null
        }[]
      }[]
    }
  }
  getTraderMoney: {
    params: {
      traderId: string
    }
    reply: {
      soldPaise: number
      receivedPaise: number
      owedPaise: number
      unpaidPaise: number
      underWayPaise: number
      paidOutPaise: number
      tcsPaise: number
      owedBackPaise: number
      places: {
        holder: 'buyer' | 'trader' | 'provider' | 'platform'
        cash: boolean
        providerId: string | null
        orders: number
        goodsPaise: number
      }[]
      openRefunds: {
        refunds: number
        amountPaise: number
      }
    }
  }
  takeGatewayEvent: {
    body: {
      type: string
      reference: string
      gatewayRef: string
      amountPaise: number
      reason?: string
      occurredAt: string
    }
    reply: {
      outcome: 'applied' | 'changedNothing' | 'unknownReference' | 'unknownType'
    }
  }
  listPaymentMethods: {
    reply: {
      items: ('cod' | 'upi' | 'gateway')[]
    }
  }
  getOrderRating: {
    params: {
      orderId: string
    }
    reply: {
      rating: {
        stars: number
        text: string | null
        ratedAt: string
        changedAt: string
        changeableUntil: string
      } | null
      open: boolean
    }
  }
  rateOrder: {
    params: {
      orderId: string
    }
    body: {
      stars: number
      text?: string | null
    }
    reply: {
      stars: number
      text: string | null
      ratedAt: string
      changedAt: string
      changeableUntil: string
    }
  }
  listShopRatings: {
    params: {
      shopId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        stars: number
        text: string | null
        ratedAt: string
      }[]
      nextCursor?: string
      summary: {
        mean: number
        count: number
      } | null
    }
  }
  listMyProviders: {
    reply: {
      items: {
        providerId: string
        status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
        statusReason: string | null
        name: string
        dipp: string
        contactPhone: string
        contactEmail: string | null
        insurance: {
          insurer: string
          policyNumber: string
          validUntil: string
        } | null
        capabilities: {
          pickup: {
            pins?: string[]
            pinPrefixes?: string[]
            districts?: {
              state: string
              district: string
            }[]
            circles?: {
              point: {
                lat: number
                lng: number
              }
              radiusMetres: number
            }[]
          }
          drop?: {
            pins?: string[]
            pinPrefixes?: string[]
            districts?: {
              state: string
              district: string
            }[]
            circles?: {
              point: {
                lat: number
                lng: number
              }
              radiusMetres: number
            }[]
          }
          maxWeightGrams: number
          maxSideMillimetres?: number
          maxDistanceMetres?: number
          food: boolean
          cod: boolean
          cold?: boolean
          interCity?: boolean
          withinCity?: boolean
          reverse?: boolean
          armyPostal?: boolean
          hours: {
            week: {
              sun?: {
                open: string
                close: string
              }[]
              mon?: {
                open: string
                close: string
              }[]
              tue?: {
                open: string
                close: string
              }[]
              wed?: {
                open: string
                close: string
              }[]
              thu?: {
                open: string
                close: string
              }[]
              fri?: {
                open: string
                close: string
              }[]
              sat?: {
                open: string
                close: string
              }[]
            }
            closedDates?: string[]
          }
          parcelsPerDay?: number
          parcelsPerDayIn?: {
            state: string
            district: string
            parcelsPerDay: number
          }[]
          lanes?: {
            samePin?: number
            sameDistrict?: number
            sameState?: number
            other?: number
            pairs?: {
              from: string
              to: string
              minutes: number
            }[]
          }
          pickupMinutes?: number
          pickupLanes?: {
            samePin?: number
            sameDistrict?: number
            sameState?: number
            other?: number
            pairs?: {
              from: string
              to: string
              minutes: number
            }[]
          }
        }
        rateCard: {
          basePaise: number
          perKmPaise: number
          perKgPaise: number
          codFeePaise: number
          codFeeBasisPoints?: number
          slabs?: {
            upToMetres?: number
            upToGrams?: number
            pricePaise: number
          }[]
          surges?: {
            weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
            open: string
            close: string
            percent: number
          }[]
          surgeCeilingPercent?: number
          volumetricCm3PerKg?: number
        }
        promisedMinutes: number
        liveQuotes: boolean
        channel: 'push' | 'pull' | 'ondc' | 'post'
        ondc: {
          subscriberId: string
          keyId: string
          publicKey: string
        } | null
        webhookUrl: string
        version: number
        terms: {
          number: number
          holdsFrom: string
        }
        createdAt: string
      }[]
      nextCursor?: string
    }
  }
  registerProvider: {
    body: {
      name: string
      dipp: string
      contactPhone: string
      contactEmail?: string | null
      insurance?: {
        insurer: string
        policyNumber: string
        validUntil: string
      } | null
      capabilities: {
        pickup: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        drop?: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        maxWeightGrams: number
        maxSideMillimetres?: number
        maxDistanceMetres?: number
        food: boolean
        cod: boolean
        cold?: boolean
        interCity?: boolean
        withinCity?: boolean
        reverse?: boolean
        armyPostal?: boolean
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        parcelsPerDay?: number
        parcelsPerDayIn?: {
          state: string
          district: string
          parcelsPerDay: number
        }[]
        lanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
        pickupMinutes?: number
        pickupLanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
      }
      rateCard: {
        basePaise: number
        perKmPaise: number
        perKgPaise: number
        codFeePaise: number
        codFeeBasisPoints?: number
        slabs?: {
          upToMetres?: number
          upToGrams?: number
          pricePaise: number
        }[]
        surges?: {
          weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
          open: string
          close: string
          percent: number
        }[]
        surgeCeilingPercent?: number
        volumetricCm3PerKg?: number
      }
      promisedMinutes: number
      liveQuotes?: boolean
      channel?: 'push' | 'pull' | 'ondc'
      ondc?: {
        subscriberId: string
        keyId: string
        publicKey: string
      } | null
      webhookUrl?: string
    }
    reply: {
      providerId: string
      status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
      statusReason: string | null
      name: string
      dipp: string
      contactPhone: string
      contactEmail: string | null
      insurance: {
        insurer: string
        policyNumber: string
        validUntil: string
      } | null
      capabilities: {
        pickup: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        drop?: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        maxWeightGrams: number
        maxSideMillimetres?: number
        maxDistanceMetres?: number
        food: boolean
        cod: boolean
        cold?: boolean
        interCity?: boolean
        withinCity?: boolean
        reverse?: boolean
        armyPostal?: boolean
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        parcelsPerDay?: number
        parcelsPerDayIn?: {
          state: string
          district: string
          parcelsPerDay: number
        }[]
        lanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
        pickupMinutes?: number
        pickupLanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
      }
      rateCard: {
        basePaise: number
        perKmPaise: number
        perKgPaise: number
        codFeePaise: number
        codFeeBasisPoints?: number
        slabs?: {
          upToMetres?: number
          upToGrams?: number
          pricePaise: number
        }[]
        surges?: {
          weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
          open: string
          close: string
          percent: number
        }[]
        surgeCeilingPercent?: number
        volumetricCm3PerKg?: number
      }
      promisedMinutes: number
      liveQuotes: boolean
      channel: 'push' | 'pull' | 'ondc' | 'post'
      ondc: {
        subscriberId: string
        keyId: string
        publicKey: string
      } | null
      webhookUrl: string
      version: number
      terms: {
        number: number
        holdsFrom: string
      }
      createdAt: string
    }
  }
  getProvider: {
    params: {
      providerId: string
    }
    reply: {
      providerId: string
      status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
      statusReason: string | null
      name: string
      dipp: string
      contactPhone: string
      contactEmail: string | null
      insurance: {
        insurer: string
        policyNumber: string
        validUntil: string
      } | null
      capabilities: {
        pickup: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        drop?: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        maxWeightGrams: number
        maxSideMillimetres?: number
        maxDistanceMetres?: number
        food: boolean
        cod: boolean
        cold?: boolean
        interCity?: boolean
        withinCity?: boolean
        reverse?: boolean
        armyPostal?: boolean
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        parcelsPerDay?: number
        parcelsPerDayIn?: {
          state: string
          district: string
          parcelsPerDay: number
        }[]
        lanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
        pickupMinutes?: number
        pickupLanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
      }
      rateCard: {
        basePaise: number
        perKmPaise: number
        perKgPaise: number
        codFeePaise: number
        codFeeBasisPoints?: number
        slabs?: {
          upToMetres?: number
          upToGrams?: number
          pricePaise: number
        }[]
        surges?: {
          weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
          open: string
          close: string
          percent: number
        }[]
        surgeCeilingPercent?: number
        volumetricCm3PerKg?: number
      }
      promisedMinutes: number
      liveQuotes: boolean
      channel: 'push' | 'pull' | 'ondc' | 'post'
      ondc: {
        subscriberId: string
        keyId: string
        publicKey: string
      } | null
      webhookUrl: string
      version: number
      terms: {
        number: number
        holdsFrom: string
      }
      createdAt: string
    }
  }
  changeProvider: {
    params: {
      providerId: string
    }
    headers: {
      'if-match': string
    }
    body: {
      name?: string
      dipp?: string
      contactPhone?: string
      contactEmail?: string | null
      insurance?: {
        insurer: string
        policyNumber: string
        validUntil: string
      } | null
      capabilities?: {
        pickup: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        drop?: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        maxWeightGrams: number
        maxSideMillimetres?: number
        maxDistanceMetres?: number
        food: boolean
        cod: boolean
        cold?: boolean
        interCity?: boolean
        withinCity?: boolean
        reverse?: boolean
        armyPostal?: boolean
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        parcelsPerDay?: number
        parcelsPerDayIn?: {
          state: string
          district: string
          parcelsPerDay: number
        }[]
        lanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
        pickupMinutes?: number
        pickupLanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
      }
      rateCard?: {
        basePaise: number
        perKmPaise: number
        perKgPaise: number
        codFeePaise: number
        codFeeBasisPoints?: number
        slabs?: {
          upToMetres?: number
          upToGrams?: number
          pricePaise: number
        }[]
        surges?: {
          weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
          open: string
          close: string
          percent: number
        }[]
        surgeCeilingPercent?: number
        volumetricCm3PerKg?: number
      }
      promisedMinutes?: number
      liveQuotes?: boolean
      channel?: 'push' | 'pull' | 'ondc'
      ondc?: {
        subscriberId: string
        keyId: string
        publicKey: string
      } | null
      webhookUrl?: string
      holdsFrom?: string
    }
    reply: {
      providerId: string
      status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
      statusReason: string | null
      name: string
      dipp: string
      contactPhone: string
      contactEmail: string | null
      insurance: {
        insurer: string
        policyNumber: string
        validUntil: string
      } | null
      capabilities: {
        pickup: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        drop?: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        maxWeightGrams: number
        maxSideMillimetres?: number
        maxDistanceMetres?: number
        food: boolean
        cod: boolean
        cold?: boolean
        interCity?: boolean
        withinCity?: boolean
        reverse?: boolean
        armyPostal?: boolean
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        parcelsPerDay?: number
        parcelsPerDayIn?: {
          state: string
          district: string
          parcelsPerDay: number
        }[]
        lanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
        pickupMinutes?: number
        pickupLanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
      }
      rateCard: {
        basePaise: number
        perKmPaise: number
        perKgPaise: number
        codFeePaise: number
        codFeeBasisPoints?: number
        slabs?: {
          upToMetres?: number
          upToGrams?: number
          pricePaise: number
        }[]
        surges?: {
          weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
          open: string
          close: string
          percent: number
        }[]
        surgeCeilingPercent?: number
        volumetricCm3PerKg?: number
      }
      promisedMinutes: number
      liveQuotes: boolean
      channel: 'push' | 'pull' | 'ondc' | 'post'
      ondc: {
        subscriberId: string
        keyId: string
        publicKey: string
      } | null
      webhookUrl: string
      version: number
      terms: {
        number: number
        holdsFrom: string
      }
      createdAt: string
    }
  }
  listProviderTerms: {
    params: {
      providerId: string
    }
    reply: {
      items: {
        number: number
        holdsFrom: string
        state: 'past' | 'holding' | 'coming'
        capabilities: {
          pickup: {
            pins?: string[]
            pinPrefixes?: string[]
            districts?: {
              state: string
              district: string
            }[]
            circles?: {
              point: {
                lat: number
                lng: number
              }
              radiusMetres: number
            }[]
          }
          drop?: {
            pins?: string[]
            pinPrefixes?: string[]
            districts?: {
              state: string
              district: string
            }[]
            circles?: {
              point: {
                lat: number
                lng: number
              }
              radiusMetres: number
            }[]
          }
          maxWeightGrams: number
          maxSideMillimetres?: number
          maxDistanceMetres?: number
          food: boolean
          cod: boolean
          cold?: boolean
          interCity?: boolean
          withinCity?: boolean
          reverse?: boolean
          armyPostal?: boolean
          hours: {
            week: {
              sun?: {
                open: string
                close: string
              }[]
              mon?: {
                open: string
                close: string
              }[]
              tue?: {
                open: string
                close: string
              }[]
              wed?: {
                open: string
                close: string
              }[]
              thu?: {
                open: string
                close: string
              }[]
              fri?: {
                open: string
                close: string
              }[]
              sat?: {
                open: string
                close: string
              }[]
            }
            closedDates?: string[]
          }
          parcelsPerDay?: number
          parcelsPerDayIn?: {
            state: string
            district: string
            parcelsPerDay: number
          }[]
          lanes?: {
            samePin?: number
            sameDistrict?: number
            sameState?: number
            other?: number
            pairs?: {
              from: string
              to: string
              minutes: number
            }[]
          }
          pickupMinutes?: number
          pickupLanes?: {
            samePin?: number
            sameDistrict?: number
            sameState?: number
            other?: number
            pairs?: {
              from: string
              to: string
              minutes: number
            }[]
          }
        }
        rateCard: {
          basePaise: number
          perKmPaise: number
          perKgPaise: number
          codFeePaise: number
          codFeeBasisPoints?: number
          slabs?: {
            upToMetres?: number
            upToGrams?: number
            pricePaise: number
          }[]
          surges?: {
            weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
            open: string
            close: string
            percent: number
          }[]
          surgeCeilingPercent?: number
          volumetricCm3PerKg?: number
        }
        promisedMinutes: number
        liveQuotes: boolean
        createdAt: string
      }[]
    }
  }
  deleteProviderTerms: {
    params: {
      providerId: string
      number: number
    }
    reply: null
  }
  submitProvider: {
    params: {
      providerId: string
    }
    reply: {
      providerId: string
      status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
      statusReason: string | null
      name: string
      dipp: string
      contactPhone: string
      contactEmail: string | null
      insurance: {
        insurer: string
        policyNumber: string
        validUntil: string
      } | null
      capabilities: {
        pickup: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        drop?: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        maxWeightGrams: number
        maxSideMillimetres?: number
        maxDistanceMetres?: number
        food: boolean
        cod: boolean
        cold?: boolean
        interCity?: boolean
        withinCity?: boolean
        reverse?: boolean
        armyPostal?: boolean
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        parcelsPerDay?: number
        parcelsPerDayIn?: {
          state: string
          district: string
          parcelsPerDay: number
        }[]
        lanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
        pickupMinutes?: number
        pickupLanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
      }
      rateCard: {
        basePaise: number
        perKmPaise: number
        perKgPaise: number
        codFeePaise: number
        codFeeBasisPoints?: number
        slabs?: {
          upToMetres?: number
          upToGrams?: number
          pricePaise: number
        }[]
        surges?: {
          weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
          open: string
          close: string
          percent: number
        }[]
        surgeCeilingPercent?: number
        volumetricCm3PerKg?: number
      }
      promisedMinutes: number
      liveQuotes: boolean
      channel: 'push' | 'pull' | 'ondc' | 'post'
      ondc: {
        subscriberId: string
        keyId: string
        publicKey: string
      } | null
      webhookUrl: string
      version: number
      terms: {
        number: number
        holdsFrom: string
      }
      createdAt: string
    }
  }
  listProviderKeys: {
    params: {
      providerId: string
    }
    reply: {
      items: {
        keyId: string
        prefix: string
        createdAt: string
      }[]
    }
  }
  makeProviderKey: {
    params: {
      providerId: string
    }
    reply: {
      keyId: string
      prefix: string
      createdAt: string
      key: string
    }
  }
  deleteProviderKey: {
    params: {
      providerId: string
      keyId: string
    }
    reply: null
  }
  makeProviderSecret: {
    params: {
      providerId: string
    }
    reply: {
      secret: string
      live: number
    }
  }
  reviewProvider: {
    params: {
      providerId: string
    }
    reply: {
      providerId: string
      status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
      statusReason: string | null
      name: string
      dipp: string
      contactPhone: string
      contactEmail: string | null
      insurance: {
        insurer: string
        policyNumber: string
        validUntil: string
      } | null
      capabilities: {
        pickup: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        drop?: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        maxWeightGrams: number
        maxSideMillimetres?: number
        maxDistanceMetres?: number
        food: boolean
        cod: boolean
        cold?: boolean
        interCity?: boolean
        withinCity?: boolean
        reverse?: boolean
        armyPostal?: boolean
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        parcelsPerDay?: number
        parcelsPerDayIn?: {
          state: string
          district: string
          parcelsPerDay: number
        }[]
        lanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
        pickupMinutes?: number
        pickupLanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
      }
      rateCard: {
        basePaise: number
        perKmPaise: number
        perKgPaise: number
        codFeePaise: number
        codFeeBasisPoints?: number
        slabs?: {
          upToMetres?: number
          upToGrams?: number
          pricePaise: number
        }[]
        surges?: {
          weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
          open: string
          close: string
          percent: number
        }[]
        surgeCeilingPercent?: number
        volumetricCm3PerKg?: number
      }
      promisedMinutes: number
      liveQuotes: boolean
      channel: 'push' | 'pull' | 'ondc' | 'post'
      ondc: {
        subscriberId: string
        keyId: string
        publicKey: string
      } | null
      webhookUrl: string
      version: number
      terms: {
        number: number
        holdsFrom: string
      }
      createdAt: string
      liveSecrets: number
      liveKeys: number
    }
  }
  sendProviderBack: {
    params: {
      providerId: string
    }
    body: {
      reason: string
    }
    reply: {
      providerId: string
      status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
      statusReason: string | null
      name: string
      dipp: string
      contactPhone: string
      contactEmail: string | null
      insurance: {
        insurer: string
        policyNumber: string
        validUntil: string
      } | null
      capabilities: {
        pickup: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        drop?: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        maxWeightGrams: number
        maxSideMillimetres?: number
        maxDistanceMetres?: number
        food: boolean
        cod: boolean
        cold?: boolean
        interCity?: boolean
        withinCity?: boolean
        reverse?: boolean
        armyPostal?: boolean
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        parcelsPerDay?: number
        parcelsPerDayIn?: {
          state: string
          district: string
          parcelsPerDay: number
        }[]
        lanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
        pickupMinutes?: number
        pickupLanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
      }
      rateCard: {
        basePaise: number
        perKmPaise: number
        perKgPaise: number
        codFeePaise: number
        codFeeBasisPoints?: number
        slabs?: {
          upToMetres?: number
          upToGrams?: number
          pricePaise: number
        }[]
        surges?: {
          weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
          open: string
          close: string
          percent: number
        }[]
        surgeCeilingPercent?: number
        volumetricCm3PerKg?: number
      }
      promisedMinutes: number
      liveQuotes: boolean
      channel: 'push' | 'pull' | 'ondc' | 'post'
      ondc: {
        subscriberId: string
        keyId: string
        publicKey: string
      } | null
      webhookUrl: string
      version: number
      terms: {
        number: number
        holdsFrom: string
      }
      createdAt: string
    }
  }
  listProviders: {
    query?: {
      status?: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        providerId: string
        status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
        statusReason: string | null
        name: string
        dipp: string
        contactPhone: string
        contactEmail: string | null
        insurance: {
          insurer: string
          policyNumber: string
          validUntil: string
        } | null
        capabilities: {
          pickup: {
            pins?: string[]
            pinPrefixes?: string[]
            districts?: {
              state: string
              district: string
            }[]
            circles?: {
              point: {
                lat: number
                lng: number
              }
              radiusMetres: number
            }[]
          }
          drop?: {
            pins?: string[]
            pinPrefixes?: string[]
            districts?: {
              state: string
              district: string
            }[]
            circles?: {
              point: {
                lat: number
                lng: number
              }
              radiusMetres: number
            }[]
          }
          maxWeightGrams: number
          maxSideMillimetres?: number
          maxDistanceMetres?: number
          food: boolean
          cod: boolean
          cold?: boolean
          interCity?: boolean
          withinCity?: boolean
          reverse?: boolean
          armyPostal?: boolean
          hours: {
            week: {
              sun?: {
                open: string
                close: string
              }[]
              mon?: {
                open: string
                close: string
              }[]
              tue?: {
                open: string
                close: string
              }[]
              wed?: {
                open: string
                close: string
              }[]
              thu?: {
                open: string
                close: string
              }[]
              fri?: {
                open: string
                close: string
              }[]
              sat?: {
                open: string
                close: string
              }[]
            }
            closedDates?: string[]
          }
          parcelsPerDay?: number
          parcelsPerDayIn?: {
            state: string
            district: string
            parcelsPerDay: number
          }[]
          lanes?: {
            samePin?: number
            sameDistrict?: number
            sameState?: number
            other?: number
            pairs?: {
              from: string
              to: string
              minutes: number
            }[]
          }
          pickupMinutes?: number
          pickupLanes?: {
            samePin?: number
            sameDistrict?: number
            sameState?: number
            other?: number
            pairs?: {
              from: string
              to: string
              minutes: number
            }[]
          }
        }
        rateCard: {
          basePaise: number
          perKmPaise: number
          perKgPaise: number
          codFeePaise: number
          codFeeBasisPoints?: number
          slabs?: {
            upToMetres?: number
            upToGrams?: number
            pricePaise: number
          }[]
          surges?: {
            weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
            open: string
            close: string
            percent: number
          }[]
          surgeCeilingPercent?: number
          volumetricCm3PerKg?: number
        }
        promisedMinutes: number
        liveQuotes: boolean
        channel: 'push' | 'pull' | 'ondc' | 'post'
        ondc: {
          subscriberId: string
          keyId: string
          publicKey: string
        } | null
        webhookUrl: string
        version: number
        terms: {
          number: number
          holdsFrom: string
        }
        createdAt: string
      }[]
      nextCursor?: string
    }
  }
  approveProvider: {
    params: {
      providerId: string
    }
    reply: {
      providerId: string
      status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
      statusReason: string | null
      name: string
      dipp: string
      contactPhone: string
      contactEmail: string | null
      insurance: {
        insurer: string
        policyNumber: string
        validUntil: string
      } | null
      capabilities: {
        pickup: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        drop?: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        maxWeightGrams: number
        maxSideMillimetres?: number
        maxDistanceMetres?: number
        food: boolean
        cod: boolean
        cold?: boolean
        interCity?: boolean
        withinCity?: boolean
        reverse?: boolean
        armyPostal?: boolean
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        parcelsPerDay?: number
        parcelsPerDayIn?: {
          state: string
          district: string
          parcelsPerDay: number
        }[]
        lanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
        pickupMinutes?: number
        pickupLanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
      }
      rateCard: {
        basePaise: number
        perKmPaise: number
        perKgPaise: number
        codFeePaise: number
        codFeeBasisPoints?: number
        slabs?: {
          upToMetres?: number
          upToGrams?: number
          pricePaise: number
        }[]
        surges?: {
          weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
          open: string
          close: string
          percent: number
        }[]
        surgeCeilingPercent?: number
        volumetricCm3PerKg?: number
      }
      promisedMinutes: number
      liveQuotes: boolean
      channel: 'push' | 'pull' | 'ondc' | 'post'
      ondc: {
        subscriberId: string
        keyId: string
        publicKey: string
      } | null
      webhookUrl: string
      version: number
      terms: {
        number: number
        holdsFrom: string
      }
      createdAt: string
    }
  }
  suspendProvider: {
    params: {
      providerId: string
    }
    body: {
      reason: string
    }
    reply: {
      providerId: string
      status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
      statusReason: string | null
      name: string
      dipp: string
      contactPhone: string
      contactEmail: string | null
      insurance: {
        insurer: string
        policyNumber: string
        validUntil: string
      } | null
      capabilities: {
        pickup: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        drop?: {
          pins?: string[]
          pinPrefixes?: string[]
          districts?: {
            state: string
            district: string
          }[]
          circles?: {
            point: {
              lat: number
              lng: number
            }
            radiusMetres: number
          }[]
        }
        maxWeightGrams: number
        maxSideMillimetres?: number
        maxDistanceMetres?: number
        food: boolean
        cod: boolean
        cold?: boolean
        interCity?: boolean
        withinCity?: boolean
        reverse?: boolean
        armyPostal?: boolean
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        parcelsPerDay?: number
        parcelsPerDayIn?: {
          state: string
          district: string
          parcelsPerDay: number
        }[]
        lanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
        pickupMinutes?: number
        pickupLanes?: {
          samePin?: number
          sameDistrict?: number
          sameState?: number
          other?: number
          pairs?: {
            from: string
            to: string
            minutes: number
          }[]
        }
      }
      rateCard: {
        basePaise: number
        perKmPaise: number
        perKgPaise: number
        codFeePaise: number
        codFeeBasisPoints?: number
        slabs?: {
          upToMetres?: number
          upToGrams?: number
          pricePaise: number
        }[]
        surges?: {
          weekdays: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
          open: string
          close: string
          percent: number
        }[]
        surgeCeilingPercent?: number
        volumetricCm3PerKg?: number
      }
      promisedMinutes: number
      liveQuotes: boolean
      channel: 'push' | 'pull' | 'ondc' | 'post'
      ondc: {
        subscriberId: string
        keyId: string
        publicKey: string
      } | null
      webhookUrl: string
      version: number
      terms: {
        number: number
        holdsFrom: string
      }
      createdAt: string
    }
  }
  getProviderLoad: {
    params: {
      providerId: string
    }
    query?: {
      days?: number
    }
    reply: {
      items: {
        day: string
        district: {
          state: string
          district: string
        } | null
        loanId: string | null
        parcels: number
        limit: number | null
      }[]
    }
  }
  listLoad: {
    query?: {
      day?: string
    }
    reply: {
      items: {
        providerId: string
        name: string
        counters: {
          day: string
          district: {
            state: string
            district: string
          } | null
          loanId: string | null
          parcels: number
          limit: number | null
        }[]
      }[]
    }
  }
  listCapacityLoans: {
    params: {
      providerId: string
    }
    reply: {
      items: {
        loanId: string
        side: 'lender' | 'borrower'
        otherName: string
        district: {
          state: string
          district: string
        }
        parcelsPerDay: number
        status: 'proposed' | 'accepted' | 'ended'
        createdAt: string
      }[]
    }
  }
  proposeCapacityLoan: {
    params: {
      providerId: string
    }
    body: {
      borrowerDipp: string
      district: {
        state: string
        district: string
      }
      parcelsPerDay: number
    }
    reply: {
      loanId: string
      side: 'lender' | 'borrower'
      otherName: string
      district: {
        state: string
        district: string
      }
      parcelsPerDay: number
      status: 'proposed' | 'accepted' | 'ended'
      createdAt: string
    }
  }
  acceptCapacityLoan: {
    params: {
      providerId: string
      loanId: string
    }
    reply: {
      loanId: string
      side: 'lender' | 'borrower'
      otherName: string
      district: {
        state: string
        district: string
      }
      parcelsPerDay: number
      status: 'proposed' | 'accepted' | 'ended'
      createdAt: string
    }
  }
  endCapacityLoan: {
    params: {
      providerId: string
      loanId: string
    }
    reply: {
      loanId: string
      side: 'lender' | 'borrower'
      otherName: string
      district: {
        state: string
        district: string
      }
      parcelsPerDay: number
      status: 'proposed' | 'accepted' | 'ended'
      createdAt: string
    }
  }
  listProviderCalls: {
    params: {
      providerId: string
    }
    query?: {
      limit?: number
      cursor?: string
      operation?: 'quote' | 'book' | 'status' | 'cancel' | 'update'
      failed?: 'true' | 'false'
    }
    reply: {
      items: {
        callId: string
        operation: 'quote' | 'book' | 'status' | 'cancel' | 'update'
        reference: string | null
        attempt: number
        outcome: 'answered' | 'notSent' | 'refused' | 'unknown'
        status: number | null
        reason: string | null
        durationMs: number
        calledAt: string
        request: string | null
        answer: string | null
        repeatable: boolean
      }[]
      nextCursor?: string
    }
  }
  listPointsNear: {
    query?: {
      pin?: string
      lat?: number
      lng?: number
      limit?: number
    }
    reply: {
      items: {
        pointId: string
        kind: 'kirana' | 'hub'
        name: string
        line1: string
        pin: string
        district: string | null
        state: string | null
        place: {
          lat: number
          lng: number
        }
        phone: string | null
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        shelfParcels: number
        parcelsPerDay: number
        feePaise: number
        deliversMetres: number | null
        deliveryFeePaise: number
        distanceMetres: number
        free: number
      }[]
      full: {
        pointId: string
        name: string
        line1: string
        distanceMetres: number
        why: 'shelf' | 'day'
      }[]
    }
  }
  getPoint: {
    params: {
      pointId: string
    }
    reply: {
      pointId: string
      kind: 'kirana' | 'hub'
      name: string
      line1: string
      pin: string
      district: string | null
      state: string | null
      place: {
        lat: number
        lng: number
      }
      phone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      shelfParcels: number
      parcelsPerDay: number
      feePaise: number
      deliversMetres: number | null
      deliveryFeePaise: number
    }
  }
  changePoint: {
    params: {
      pointId: string
    }
    body: {
      hours?: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      shelfParcels?: number
      parcelsPerDay?: number
      feePaise?: number
      deliversMetres?: number | null
      deliveryFeePaise?: number
      paused?: boolean
    }
    reply: {
      pointId: string
      kind: 'kirana' | 'hub'
      name: string
      line1: string
      pin: string
      district: string | null
      state: string | null
      place: {
        lat: number
        lng: number
      }
      phone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      shelfParcels: number
      parcelsPerDay: number
      feePaise: number
      deliversMetres: number | null
      deliveryFeePaise: number
      shopId: string | null
      providerId: string | null
      status: 'open' | 'paused' | 'suspended'
      statusReason: string | null
      taken: number
      today: number
    }
  }
  getPointOfShop: {
    params: {
      shopId: string
    }
    reply: {
      pointId: string
      kind: 'kirana' | 'hub'
      name: string
      line1: string
      pin: string
      district: string | null
      state: string | null
      place: {
        lat: number
        lng: number
      }
      phone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      shelfParcels: number
      parcelsPerDay: number
      feePaise: number
      deliversMetres: number | null
      deliveryFeePaise: number
      shopId: string | null
      providerId: string | null
      status: 'open' | 'paused' | 'suspended'
      statusReason: string | null
      taken: number
      today: number
    }
  }
  registerPoint: {
    params: {
      shopId: string
    }
    body: {
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      shelfParcels: number
      parcelsPerDay: number
      feePaise: number
      deliversMetres?: number | null
      deliveryFeePaise?: number
    }
    reply: {
      pointId: string
      kind: 'kirana' | 'hub'
      name: string
      line1: string
      pin: string
      district: string | null
      state: string | null
      place: {
        lat: number
        lng: number
      }
      phone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      shelfParcels: number
      parcelsPerDay: number
      feePaise: number
      deliversMetres: number | null
      deliveryFeePaise: number
      shopId: string | null
      providerId: string | null
      status: 'open' | 'paused' | 'suspended'
      statusReason: string | null
      taken: number
      today: number
    }
  }
  getPointStatement: {
    params: {
      pointId: string
    }
    query?: {
      month?: string
    }
    reply: {
      month: string
      handedOut: {
        toBuyers: number
        toCarriers: number
        toShops: number
      }
      feesPaise: number
      stays: {
        stayId: string
        orderId: string
        purpose: 'collect' | 'transit'
        inAt: string | null
        outAt: string | null
        outTo: ('buyer' | 'carrier' | 'shop') | null
        feePaise: number
      }[]
    }
  }
  listPoints: {
    query?: {
      limit?: number
      cursor?: string
      status?: 'open' | 'paused' | 'suspended'
      kind?: 'kirana' | 'hub'
      pin?: string
    }
    reply: {
      items: {
        pointId: string
        kind: 'kirana' | 'hub'
        name: string
        line1: string
        pin: string
        district: string | null
        state: string | null
        place: {
          lat: number
          lng: number
        }
        phone: string | null
        hours: {
          week: {
            sun?: {
              open: string
              close: string
            }[]
            mon?: {
              open: string
              close: string
            }[]
            tue?: {
              open: string
              close: string
            }[]
            wed?: {
              open: string
              close: string
            }[]
            thu?: {
              open: string
              close: string
            }[]
            fri?: {
              open: string
              close: string
            }[]
            sat?: {
              open: string
              close: string
            }[]
          }
          closedDates?: string[]
        }
        shelfParcels: number
        parcelsPerDay: number
        feePaise: number
        deliversMetres: number | null
        deliveryFeePaise: number
        shopId: string | null
        providerId: string | null
        status: 'open' | 'paused' | 'suspended'
        statusReason: string | null
        taken: number
        today: number
        here: number
        expected: number
      }[]
      nextCursor?: string
    }
  }
  makeHub: {
    body: {
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      shelfParcels: number
      parcelsPerDay: number
      feePaise: number
      deliversMetres?: number | null
      deliveryFeePaise?: number
      providerId?: string | null
      name: string
      line1: string
      pin: string
      point: {
        lat: number
        lng: number
      }
      phone?: string | null
    }
    reply: {
      pointId: string
      kind: 'kirana' | 'hub'
      name: string
      line1: string
      pin: string
      district: string | null
      state: string | null
      place: {
        lat: number
        lng: number
      }
      phone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      shelfParcels: number
      parcelsPerDay: number
      feePaise: number
      deliversMetres: number | null
      deliveryFeePaise: number
      shopId: string | null
      providerId: string | null
      status: 'open' | 'paused' | 'suspended'
      statusReason: string | null
      taken: number
      today: number
    }
  }
  suspendPoint: {
    params: {
      pointId: string
    }
    body: {
      reason: string
    }
    reply: {
      pointId: string
      kind: 'kirana' | 'hub'
      name: string
      line1: string
      pin: string
      district: string | null
      state: string | null
      place: {
        lat: number
        lng: number
      }
      phone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      shelfParcels: number
      parcelsPerDay: number
      feePaise: number
      deliversMetres: number | null
      deliveryFeePaise: number
      shopId: string | null
      providerId: string | null
      status: 'open' | 'paused' | 'suspended'
      statusReason: string | null
      taken: number
      today: number
    }
  }
  resumePoint: {
    params: {
      pointId: string
    }
    reply: {
      pointId: string
      kind: 'kirana' | 'hub'
      name: string
      line1: string
      pin: string
      district: string | null
      state: string | null
      place: {
        lat: number
        lng: number
      }
      phone: string | null
      hours: {
        week: {
          sun?: {
            open: string
            close: string
          }[]
          mon?: {
            open: string
            close: string
          }[]
          tue?: {
            open: string
            close: string
          }[]
          wed?: {
            open: string
            close: string
          }[]
          thu?: {
            open: string
            close: string
          }[]
          fri?: {
            open: string
            close: string
          }[]
          sat?: {
            open: string
            close: string
          }[]
        }
        closedDates?: string[]
      }
      shelfParcels: number
      parcelsPerDay: number
      feePaise: number
      deliversMetres: number | null
      deliveryFeePaise: number
      shopId: string | null
      providerId: string | null
      status: 'open' | 'paused' | 'suspended'
      statusReason: string | null
      taken: number
      today: number
    }
  }
  getShipment: {
    params: {
      shipmentId: string
    }
    query?: {
      as?: 'buyer' | 'shop' | 'operator'
    }
    reply: {
      shipmentId: string
      orderId: string
      shopId: string
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      trackingUrl: string | null
      awb: string | null
      promisedBy: string | null
      codPaise: number
      timeline: {
        sequence: number
        status: string
        effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted'
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        by: 'market' | 'shop' | 'provider' | 'operator' | 'point' | 'post' | 'buyer'
        occurredAt: string
        recordedAt: string
        reason?: string
        place?: {
          lat: number
          lng: number
        }
        photoUrl?: string
        receivedBy?: 'neighbour'
        answer?: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
        instruction?: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return' | 'cancel'
        attentionCode?: 'nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt'
        attentionFacts?: {
          provider?: string
          reason?: string
        }
      }[]
      viewer: 'buyer' | 'shop' | 'operator'
      carrier: 'provider' | 'shop' | 'relay'
      provider: {
        providerId: string
        name: string
      } | null
      handoverCode?: string
      mayTakeBack?: boolean
      mayDeliverItself?: boolean
      deliveryCode?: string
      returnCode?: string
      attention?: string | null
      attentionCode?: ('nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt') | null
      attentionFacts?: {
        provider?: string
        reason?: string
      } | null
      retryAt?: string | null
    }
  }
  listShipmentsOfOrder: {
    params: {
      orderId: string
    }
    query?: {
      as?: 'buyer' | 'shop' | 'operator'
    }
    reply: {
      items: {
        shipmentId: string
        orderId: string
        shopId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        trackingUrl: string | null
        awb: string | null
        promisedBy: string | null
        codPaise: number
        timeline: {
          sequence: number
          status: string
          effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted'
          state:
            | 'created'
            | 'offered'
            | 'booked'
            | 'agentAssigned'
            | 'atPickup'
            | 'pickedUp'
            | 'inTransit'
            | 'atHub'
            | 'outForDelivery'
            | 'atDrop'
            | 'delivered'
            | 'bookingFailed'
            | 'cancelled'
            | 'deliveryFailed'
            | 'returning'
            | 'returned'
            | 'lost'
            | 'disposed'
          by: 'market' | 'shop' | 'provider' | 'operator' | 'point' | 'post' | 'buyer'
          occurredAt: string
          recordedAt: string
          reason?: string
          place?: {
            lat: number
            lng: number
          }
          photoUrl?: string
          receivedBy?: 'neighbour'
          answer?: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
          instruction?: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return' | 'cancel'
          attentionCode?: 'nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt'
          attentionFacts?: {
            provider?: string
            reason?: string
          }
        }[]
        viewer: 'buyer' | 'shop' | 'operator'
        carrier: 'provider' | 'shop' | 'relay'
        provider: {
          providerId: string
          name: string
        } | null
        handoverCode?: string
        mayTakeBack?: boolean
        mayDeliverItself?: boolean
        deliveryCode?: string
        returnCode?: string
        attention?: string | null
        attentionCode?: ('nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt') | null
        attentionFacts?: {
          provider?: string
          reason?: string
        } | null
        retryAt?: string | null
      }[]
    }
  }
  watchShipment: {
    params: {
      shipmentId: string
    }
    query?: {
      as?: 'buyer' | 'shop' | 'operator'
    }
    reply: string
  }
  tellShipment: {
    params: {
      shipmentId: string
    }
    body: {
      status:
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      occurredAt?: string
      location?: {
        lat: number
        lng: number
      }
      deliveryCode?: string
      photoUrl?: string
      reason?: string
      cashCollectedPaise?: number
      receivedBy?: 'buyer' | 'neighbour'
    }
    reply: {
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted' | 'repeated'
    }
  }
  settleShipment: {
    params: {
      shipmentId: string
    }
    body: {
      status:
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      reason: string
    }
    reply: {
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted' | 'repeated'
    }
  }
  getReceiptKeys: {
    reply: {
      keys: {
        kty: 'OKP'
        crv: 'Ed25519'
        x: string
        kid: string
        use: 'sig'
        alg: 'EdDSA'
      }[]
    }
  }
  listReceipts: {
    params: {
      shipmentId: string
    }
    reply: {
      items: {
        receipt: {
          type: 'haat-receipt'
          version: 1
          market: string
          chain: string
          number: number
          previous: string | null
          kind: 'handedOver' | 'delivered' | 'returned'
          orderId: string
          shipmentId: string
          from:
            | {
                kind: 'shop' | 'provider' | 'point'
                id: string
              }
            | {
                kind: 'buyer' | 'post' | 'carriers'
              }
          to:
            | {
                kind: 'shop' | 'provider' | 'point'
                id: string
              }
            | {
                kind: 'buyer' | 'post' | 'carriers'
              }
          happenedAt: string
          writtenAt: string
          proof:
            | {
                by: 'code' | 'operator' | 'none'
              }
            | {
                by: 'photo'
                photoSha256?: string
                photoAddressSha256?: string
                metresFromPlace?: number
                cell?: string
              }
          cashPaise: number
        }
        jws: string
      }[]
    }
  }
  listReceiptsOfProvider: {
    params: {
      providerId: string
      shipmentId: string
    }
    reply: {
      items: {
        receipt: {
          type: 'haat-receipt'
          version: 1
          market: string
          chain: string
          number: number
          previous: string | null
          kind: 'handedOver' | 'delivered' | 'returned'
          orderId: string
          shipmentId: string
          from:
            | {
                kind: 'shop' | 'provider' | 'point'
                id: string
              }
            | {
                kind: 'buyer' | 'post' | 'carriers'
              }
          to:
            | {
                kind: 'shop' | 'provider' | 'point'
                id: string
              }
            | {
                kind: 'buyer' | 'post' | 'carriers'
              }
          happenedAt: string
          writtenAt: string
          proof:
            | {
                by: 'code' | 'operator' | 'none'
              }
            | {
                by: 'photo'
                photoSha256?: string
                photoAddressSha256?: string
                metresFromPlace?: number
                cell?: string
              }
          cashPaise: number
        }
        jws: string
      }[]
    }
  }
  exportReceiptChain: {
    params: {
      shopId: string
    }
    query?: {
      after?: number
      limit?: number
    }
    reply: {
      chain: string
      head: string
      items: {
        receipt: {
          type: 'haat-receipt'
          version: 1
          market: string
          chain: string
          number: number
          previous: string | null
          kind: 'handedOver' | 'delivered' | 'returned'
          orderId: string
          shipmentId: string
          from:
            | {
                kind: 'shop' | 'provider' | 'point'
                id: string
              }
            | {
                kind: 'buyer' | 'post' | 'carriers'
              }
          to:
            | {
                kind: 'shop' | 'provider' | 'point'
                id: string
              }
            | {
                kind: 'buyer' | 'post' | 'carriers'
              }
          happenedAt: string
          writtenAt: string
          proof:
            | {
                by: 'code' | 'operator' | 'none'
              }
            | {
                by: 'photo'
                photoSha256?: string
                photoAddressSha256?: string
                metresFromPlace?: number
                cell?: string
              }
          cashPaise: number
        }
        jws: string
      }[]
      next: number | null
    }
  }
  listRemittances: {
    params: {
      providerId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        remittanceId: string
        hand: string
        state: 'told' | 'booked' | 'withdrawn'
        toldAt: string
        bookedAt: string | null
        lines: number
        amountPaise: number
        matched: number
        short: number
        over: number
        unknown: number
        repeated: number
        open: number
      }[]
      nextCursor?: string
    }
  }
  tellRemittance: {
    params: {
      providerId: string
    }
    body: {
      csv: string
    }
    reply: {
      remittanceId: string
      hand: string
      state: 'told' | 'booked' | 'withdrawn'
      toldAt: string
      bookedAt: string | null
      lines: number
      amountPaise: number
      matched: number
      short: number
      over: number
      unknown: number
      repeated: number
      open: number
      rows: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
      }[]
    }
  }
  getRemittance: {
    params: {
      providerId: string
      remittanceId: string
    }
    reply: {
      remittanceId: string
      hand: string
      state: 'told' | 'booked' | 'withdrawn'
      toldAt: string
      bookedAt: string | null
      lines: number
      amountPaise: number
      matched: number
      short: number
      over: number
      unknown: number
      repeated: number
      open: number
      rows: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
      }[]
    }
  }
  withdrawRemittance: {
    params: {
      providerId: string
      remittanceId: string
    }
    reply: {
      remittanceId: string
      hand: string
      state: 'told' | 'booked' | 'withdrawn'
      toldAt: string
      bookedAt: string | null
      lines: number
      amountPaise: number
      matched: number
      short: number
      over: number
      unknown: number
      repeated: number
      open: number
      rows: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
      }[]
    }
  }
  getCashOfProvider: {
    params: {
      providerId: string
    }
    reply: {
      name: string
      heldPaise: number
      limitPaise: number
      full: boolean
    }
  }
  recordRemittance: {
    params: {
      providerId: string
    }
    body: {
      csv: string
    }
    reply: {
      remittanceId: string
      hand: string
      state: 'told' | 'booked' | 'withdrawn'
      toldAt: string
      bookedAt: string | null
      lines: number
      amountPaise: number
      matched: number
      short: number
      over: number
      unknown: number
      repeated: number
      open: number
      rows: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
      }[]
    }
  }
  setCashLimit: {
    params: {
      providerId: string
    }
    body: {
      limitPaise: number
    }
    reply: null
  }
  listPointRemittances: {
    params: {
      pointId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        remittanceId: string
        hand: string
        state: 'told' | 'booked' | 'withdrawn'
        toldAt: string
        bookedAt: string | null
        lines: number
        amountPaise: number
        matched: number
        short: number
        over: number
        unknown: number
        repeated: number
        open: number
      }[]
      nextCursor?: string
    }
  }
  tellPointRemittance: {
    params: {
      pointId: string
    }
    body: {
      csv: string
    }
    reply: {
      remittanceId: string
      hand: string
      state: 'told' | 'booked' | 'withdrawn'
      toldAt: string
      bookedAt: string | null
      lines: number
      amountPaise: number
      matched: number
      short: number
      over: number
      unknown: number
      repeated: number
      open: number
      rows: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
      }[]
    }
  }
  getPointRemittance: {
    params: {
      pointId: string
      remittanceId: string
    }
    reply: {
      remittanceId: string
      hand: string
      state: 'told' | 'booked' | 'withdrawn'
      toldAt: string
      bookedAt: string | null
      lines: number
      amountPaise: number
      matched: number
      short: number
      over: number
      unknown: number
      repeated: number
      open: number
      rows: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
      }[]
    }
  }
  withdrawPointRemittance: {
    params: {
      pointId: string
      remittanceId: string
    }
    reply: {
      remittanceId: string
      hand: string
      state: 'told' | 'booked' | 'withdrawn'
      toldAt: string
      bookedAt: string | null
      lines: number
      amountPaise: number
      matched: number
      short: number
      over: number
      unknown: number
      repeated: number
      open: number
      rows: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
      }[]
    }
  }
  getCashOfPoint: {
    params: {
      pointId: string
    }
    reply: {
      name: string
      heldPaise: number
      limitPaise: number
      full: boolean
    }
  }
  recordPointRemittance: {
    params: {
      pointId: string
    }
    body: {
      csv: string
    }
    reply: {
      remittanceId: string
      hand: string
      state: 'told' | 'booked' | 'withdrawn'
      toldAt: string
      bookedAt: string | null
      lines: number
      amountPaise: number
      matched: number
      short: number
      over: number
      unknown: number
      repeated: number
      open: number
      rows: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
      }[]
    }
  }
  setPointCashLimit: {
    params: {
      pointId: string
    }
    body: {
      limitPaise: number
    }
    reply: null
  }
  listAllRemittances: {
    query?: {
      hand?: string
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        remittanceId: string
        hand: string
        state: 'told' | 'booked' | 'withdrawn'
        toldAt: string
        bookedAt: string | null
        lines: number
        amountPaise: number
        matched: number
        short: number
        over: number
        unknown: number
        repeated: number
        open: number
        name: string
      }[]
      nextCursor?: string
    }
  }
  getRemittanceReport: {
    params: {
      remittanceId: string
    }
    reply: {
      remittanceId: string
      hand: string
      state: 'told' | 'booked' | 'withdrawn'
      toldAt: string
      bookedAt: string | null
      lines: number
      amountPaise: number
      matched: number
      short: number
      over: number
      unknown: number
      repeated: number
      open: number
      name: string
      rows: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
      }[]
    }
  }
  bookRemittance: {
    params: {
      remittanceId: string
    }
    reply: {
      remittanceId: string
      hand: string
      state: 'told' | 'booked' | 'withdrawn'
      toldAt: string
      bookedAt: string | null
      lines: number
      amountPaise: number
      matched: number
      short: number
      over: number
      unknown: number
      repeated: number
      open: number
      name: string
      rows: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
      }[]
    }
  }
  listCashCases: {
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        lineId: string
        remittanceId: string
        hand: string
        row: number
        reference: string
        amountPaise: number
        paidOn: string
        utr: string
        outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
        heldPaise: number | null
        closedAt: string | null
        closeReason: string | null
        name: string
      }[]
      nextCursor?: string
    }
  }
  closeCashCase: {
    params: {
      caseId: string
    }
    body: {
      reason: string
    }
    reply: {
      lineId: string
      remittanceId: string
      hand: string
      row: number
      reference: string
      amountPaise: number
      paidOn: string
      utr: string
      outcome: ('matched' | 'short' | 'over' | 'unknown' | 'repeated') | null
      heldPaise: number | null
      closedAt: string | null
      closeReason: string | null
    }
  }
  getPointCash: {
    params: {
      pointId: string
    }
    reply: {
      heldPaise: number
      limitPaise: number
      full: boolean
      waiting: number
      open: number
    }
  }
  listOpenCashOfPoint: {
    params: {
      pointId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        orderId: string
        heldPaise: number
        since: string
        told: boolean
      }[]
      nextCursor?: string
    }
  }
  listCashInHand: {
    reply: {
      items: {
        providerId: string
        name: string
        heldPaise: number
        limitPaise: number
        full: boolean
      }[]
    }
  }
  listCashByAge: {
    query?: {
      kind?: 'provider' | 'rider' | 'point' | 'shop'
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        kind: 'provider' | 'rider' | 'point' | 'shop'
        party: string
        riderId: string | null
        name: string
        heldPaise: number
        since: string
        limitPaise: number
        full: boolean
      }[]
      nextCursor?: string
    }
  }
  listRiderCash: {
    params: {
      providerId: string
    }
    reply: {
      items: {
        riderId: string
        heldPaise: number
        limitPaise: number
        full: boolean
      }[]
    }
  }
  takeRiderCash: {
    params: {
      providerId: string
    }
    body: {
      riderId: string
      orderIds?: string[]
    }
    reply: {
      orders: number
      paise: number
    }
  }
  takeRiderCashByKey: {
    body: {
      riderId: string
      orderIds?: string[]
    }
    reply: {
      orders: number
      paise: number
    }
  }
  tellBooking: {
    params: {
      providerId: string
    }
    body: {
      eventId: string
      reference: string
      status: string
      occurredAt: string
      location?: {
        lat: number
        lng: number
      }
      handoverCode?: string
      deliveryCode?: string
      photoUrl?: string
      reason?: string
      awb?: string
      cashCollectedPaise?: number
      riderId?: string
      receivedBy?: 'buyer' | 'neighbour'
      found?: {
        pieces?: number
        article?: boolean
        seal?: boolean
        condition?: boolean
      }
    }
    reply: {
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted' | 'repeated'
    }
  }
  getShipmentAsProvider: {
    params: {
      shipmentId: string
    }
    reply: {
      shipmentId: string
      orderId: string
      shopId: string
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      trackingUrl: string | null
      awb: string | null
      promisedBy: string | null
      codPaise: number
      timeline: {
        sequence: number
        status: string
        effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted'
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        by: 'market' | 'shop' | 'provider' | 'operator' | 'point' | 'post' | 'buyer'
        occurredAt: string
        recordedAt: string
        reason?: string
        place?: {
          lat: number
          lng: number
        }
        photoUrl?: string
        receivedBy?: 'neighbour'
        answer?: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
        instruction?: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return' | 'cancel'
        attentionCode?: 'nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt'
        attentionFacts?: {
          provider?: string
          reason?: string
        }
      }[]
      reference: string
      accepted: boolean
      pickup: {
        pin: string
        point?: {
          lat: number
          lng: number
        } | null
        name?: string
        phone?: string
        line1?: string
        line2?: string | null
        landmark?: string | null
        gate?: string | null
      }
      drop: {
        pin: string
        point?: {
          lat: number
          lng: number
        } | null
        name?: string
        phone?: string
        line1?: string
        line2?: string | null
        landmark?: string | null
        gate?: string | null
      }
      endsAt: 'door' | 'point' | 'shop'
      distanceMetres: number
      weightGrams: number
      food: boolean
      cold: boolean
      reverse: boolean
      size?: {
        lengthMm: number
        widthMm: number
        heightMm: number
      }
      checkList: {
        reason: string
        items: {
          name: string
          nameHi: string | null
          quantity: number
        }[]
        checks: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
      } | null
      door: {
        instruction: {
          attempt: number
          answer: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
          slot: {
            from: string
            until: string
          } | null
          note: string | null
          at: string
        } | null
        neighbour: {
          name: string
          house: string
        } | null
      }
    }
  }
  getShipmentSearch: {
    params: {
      shipmentId: string
    }
    reply: {
      decisions: {
        number: number
        round: number
        decidedAt: string
        offerId: string | null
        strategy: 'balanced' | 'cheapest' | 'fastest'
        able: {
          providerId: string
          name: string
          pricePaise: number
          minutes: number
          score: number
          parts: {
            price: number
            time: number
            reliability: number
            load: number
          }
          priceFrom: 'rateCard' | 'quote'
          newcomer: boolean
          lost: string | null
          why: string | null
          lentTo: string | null
        }[]
        refused: {
          providerId: string
          name: string
          rule: string
          why: string
        }[]
        elsewhere: number
      }[]
      offers: {
        offerId: string
        providerId: string
        round: number
        state:
          'asking' | 'pending' | 'unknown' | 'cancelling' | 'booked' | 'declined' | 'failed' | 'lapsed' | 'cancelled'
        closedBy: ('provider' | 'market' | 'shop' | 'buyer') | null
        reason: string | null
        pricePaise: number
        promisedMinutes: number
        createdAt: string
      }[]
    }
  }
  deliverMyself: {
    params: {
      shipmentId: string
    }
    reply: {
      shipmentId: string
      state: string
      carrier: 'provider' | 'shop' | 'relay'
      attention: string | null
      attentionCode: ('nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt') | null
      attentionFacts: {
        provider?: string
        reason?: string
      } | null
    }
  }
  retrySearch: {
    params: {
      shipmentId: string
    }
    reply: {
      shipmentId: string
      state: string
      carrier: 'provider' | 'shop' | 'relay'
      attention: string | null
      attentionCode: ('nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt') | null
      attentionFacts: {
        provider?: string
        reason?: string
      } | null
    }
  }
  releaseShipment: {
    params: {
      shipmentId: string
    }
    reply: {
      shipmentId: string
      state: string
      carrier: 'provider' | 'shop' | 'relay'
      attention: string | null
      attentionCode: ('nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt') | null
      attentionFacts: {
        provider?: string
        reason?: string
      } | null
    }
  }
  listProviderShipments: {
    params: {
      providerId: string
    }
    query?: {
      state?: 'asked' | 'carrying' | 'ended'
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        shipmentId: string
        orderId: string
        shopId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        trackingUrl: string | null
        awb: string | null
        promisedBy: string | null
        codPaise: number
        timeline: {
          sequence: number
          status: string
          effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted'
          state:
            | 'created'
            | 'offered'
            | 'booked'
            | 'agentAssigned'
            | 'atPickup'
            | 'pickedUp'
            | 'inTransit'
            | 'atHub'
            | 'outForDelivery'
            | 'atDrop'
            | 'delivered'
            | 'bookingFailed'
            | 'cancelled'
            | 'deliveryFailed'
            | 'returning'
            | 'returned'
            | 'lost'
            | 'disposed'
          by: 'market' | 'shop' | 'provider' | 'operator' | 'point' | 'post' | 'buyer'
          occurredAt: string
          recordedAt: string
          reason?: string
          place?: {
            lat: number
            lng: number
          }
          photoUrl?: string
          receivedBy?: 'neighbour'
          answer?: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
          instruction?: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return' | 'cancel'
          attentionCode?: 'nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt'
          attentionFacts?: {
            provider?: string
            reason?: string
          }
        }[]
        reference: string
        accepted: boolean
        pickup: {
          pin: string
          point?: {
            lat: number
            lng: number
          } | null
          name?: string
          phone?: string
          line1?: string
          line2?: string | null
          landmark?: string | null
          gate?: string | null
        }
        drop: {
          pin: string
          point?: {
            lat: number
            lng: number
          } | null
          name?: string
          phone?: string
          line1?: string
          line2?: string | null
          landmark?: string | null
          gate?: string | null
        }
        endsAt: 'door' | 'point' | 'shop'
        distanceMetres: number
        weightGrams: number
        food: boolean
        cold: boolean
        reverse: boolean
        size?: {
          lengthMm: number
          widthMm: number
          heightMm: number
        }
        checkList: {
          reason: string
          items: {
            name: string
            nameHi: string | null
            quantity: number
          }[]
          checks: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        } | null
        door: {
          instruction: {
            attempt: number
            answer: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
            slot: {
              from: string
              until: string
            } | null
            note: string | null
            at: string
          } | null
          neighbour: {
            name: string
            house: string
          } | null
        }
        group: 'asked' | 'carrying' | 'ended'
        pricePaise: number
        decideBy: string
      }[]
      nextCursor?: string
    }
  }
  getProviderShipment: {
    params: {
      providerId: string
      shipmentId: string
    }
    reply: {
      shipmentId: string
      orderId: string
      shopId: string
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      trackingUrl: string | null
      awb: string | null
      promisedBy: string | null
      codPaise: number
      timeline: {
        sequence: number
        status: string
        effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted'
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        by: 'market' | 'shop' | 'provider' | 'operator' | 'point' | 'post' | 'buyer'
        occurredAt: string
        recordedAt: string
        reason?: string
        place?: {
          lat: number
          lng: number
        }
        photoUrl?: string
        receivedBy?: 'neighbour'
        answer?: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
        instruction?: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return' | 'cancel'
        attentionCode?: 'nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt'
        attentionFacts?: {
          provider?: string
          reason?: string
        }
      }[]
      reference: string
      accepted: boolean
      pickup: {
        pin: string
        point?: {
          lat: number
          lng: number
        } | null
        name?: string
        phone?: string
        line1?: string
        line2?: string | null
        landmark?: string | null
        gate?: string | null
      }
      drop: {
        pin: string
        point?: {
          lat: number
          lng: number
        } | null
        name?: string
        phone?: string
        line1?: string
        line2?: string | null
        landmark?: string | null
        gate?: string | null
      }
      endsAt: 'door' | 'point' | 'shop'
      distanceMetres: number
      weightGrams: number
      food: boolean
      cold: boolean
      reverse: boolean
      size?: {
        lengthMm: number
        widthMm: number
        heightMm: number
      }
      checkList: {
        reason: string
        items: {
          name: string
          nameHi: string | null
          quantity: number
        }[]
        checks: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
      } | null
      door: {
        instruction: {
          attempt: number
          answer: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
          slot: {
            from: string
            until: string
          } | null
          note: string | null
          at: string
        } | null
        neighbour: {
          name: string
          house: string
        } | null
      }
      group: 'asked' | 'carrying' | 'ended'
      pricePaise: number
      decideBy: string
    }
  }
  tellProviderShipment: {
    params: {
      providerId: string
      shipmentId: string
    }
    body: {
      status: string
      location?: {
        lat: number
        lng: number
      }
      handoverCode?: string
      deliveryCode?: string
      photoUrl?: string
      reason?: string
      awb?: string
      cashCollectedPaise?: number
      riderId?: string
      receivedBy?: 'buyer' | 'neighbour'
      found?: {
        pieces?: number
        article?: boolean
        seal?: boolean
        condition?: boolean
      }
      eventId?: string
      occurredAt?: string
    }
    reply: {
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted' | 'repeated'
    }
  }
  getPhoto: {
    params: {
      photoId: string
    }
    reply: string
  }
  repeatProviderCall: {
    params: {
      providerId: string
      callId: string
    }
    reply: {
      repeated: true
    }
  }
  getScorecard: {
    params: {
      providerId: string
    }
    query?: {
      days?: number
    }
    reply: {
      days: number
      from: string
      to: string
      offered: number
      accepted: number
      declined: number
      lapsed: number
      delivered: number
      firstAttempt: number
      onTime: number
      failed: number
      byDay: {
        day: string
        offered: number
        accepted: number
        declined: number
        lapsed: number
        delivered: number
        firstAttempt: number
        onTime: number
        failed: number
      }[]
    }
  }
  getProviderStatement: {
    params: {
      providerId: string
    }
    query?: {
      month?: string
    }
    reply: {
      month: string
      parcels: number
      feesPaise: number
      penaltiesPaise: number
      cash: {
        openingPaise: number
        collectedPaise: number
        remittedPaise: number
        closingPaise: number
      }
      byDay: {
        day: string
        parcels: number
        feesPaise: number
        cashPaise: number
      }[]
    }
  }
  listOffers: {
    params: {
      providerId: string
    }
    query?: {
      wait?: number
    }
    reply: {
      offers: {
        reference: string
        shipmentId: string
        pickup: {
          pin: string
          point: {
            lat: number
            lng: number
          }
        }
        drop: {
          pin: string
        }
        distanceMetres: number
        weightGrams: number
        food: boolean
        cold: boolean
        reverse: boolean
        size?: {
          lengthMm: number
          widthMm: number
          heightMm: number
        }
        codPaise: number
        pricePaise: number
        decideBy: string
      }[]
      withdrawn: {
        reference: string
        shipmentId: string
        reason: string | null
        at: string
      }[]
    }
  }
  watchOffers: {
    params: {
      providerId: string
    }
    reply: string
  }
  leaseOffer: {
    params: {
      providerId: string
      reference: string
    }
    body: {
      holder: string
      seconds?: number
    }
    reply: {
      reference: string
      holder: string
      until: string
    }
  }
  acceptOffer: {
    params: {
      providerId: string
      reference: string
    }
    body: {
      holder: string
    }
    reply: {
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted' | 'repeated'
    }
  }
  declineOffer: {
    params: {
      providerId: string
      reference: string
    }
    body: {
      holder: string
      reason?: string
    }
    reply: {
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted' | 'repeated'
    }
  }
  listInstructions: {
    query?: {
      wait?: number
    }
    reply: {
      instructions: {
        instructionId: string
        reference: string
        shipmentId: string
        action: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return' | 'cancel'
        attempt: number | null
        slot: {
          from: string
          until: string
        } | null
        reason: string | null
        madeAt: string
      }[]
    }
  }
  watchInstructions: {
    reply: string
  }
  acknowledgeInstructions: {
    body: {
      instructionIds: string[]
    }
    reply: {
      acknowledged: string[]
    }
  }
  takeOndcCallback: {
    params: {
      providerId: string
      callback: 'on_search' | 'on_init' | 'on_confirm' | 'on_update' | 'on_status' | 'on_track' | 'on_cancel'
    }
    body: {
      context: {
        [k: string]: unknown
      }
      message?: unknown
      [k: string]: unknown
    }
    reply: {
      message: {
        ack: {
          status: 'ACK' | 'NACK'
        }
      }
      error?: {
        type: 'DOMAIN-ERROR'
        code: string
        message: string
      }
    }
  }
  getDispatchWeights: {
    reply: {
      weights: {
        minutePaise: number
        latePaise: number
        missedPaise: number
        lostPaise: number
        loadPaise: number
        halfLifeDays: number
        newcomerEvery: number
        newcomerParcels: number
        newcomerMostPercent: number
      }
      strategies: {
        name: string
        sentence: string
      }[]
      rules: {
        name: string
        sentence: string
      }[]
      losses: {
        name: string
        sentence: string
      }[]
    }
  }
  getDeliveryChoice: {
    params: {
      shopId: string
    }
    reply: {
      strategy: 'balanced' | 'cheapest' | 'fastest'
      preferred: string | null
      blocked: string[]
      alwaysItself: boolean
      version: number
      providers: {
        providerId: string
        name: string
      }[]
    }
  }
  changeDeliveryChoice: {
    params: {
      shopId: string
    }
    headers: {
      'if-match': string
    }
    body: {
      strategy?: 'balanced' | 'cheapest' | 'fastest'
      preferred?: string | null
      blocked?: string[]
      alwaysItself?: boolean
    }
    reply: {
      strategy: 'balanced' | 'cheapest' | 'fastest'
      preferred: string | null
      blocked: string[]
      alwaysItself: boolean
      version: number
      providers: {
        providerId: string
        name: string
      }[]
    }
  }
  listOwnDecisions: {
    params: {
      providerId: string
    }
    query?: {
      day?: string
      limit?: number
    }
    reply: {
      items: {
        decidedAt: string
        round: number
        pickupPin: string
        outcome: 'chosen' | 'lost' | 'refused'
        shipmentId: string | null
        rule: string | null
        why: string | null
        pricePaise: number | null
        minutes: number | null
        score: number | null
        parts: {
          price: number
          time: number
          reliability: number
          load: number
        } | null
      }[]
    }
  }
  listParcelsAtPoint: {
    params: {
      pointId: string
    }
    reply: {
      items: {
        shipmentId: string
        orderId: string
        role: 'coming' | 'toBuyer' | 'toCarrier' | 'mayReturn'
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        since: string
        cashDuePaise: number
        showCode: string | null
        door: {
          name: string
          line1: string
          line2: string | null
          landmark: string | null
        } | null
      }[]
    }
  }
  handInAtPoint: {
    params: {
      pointId: string
      shipmentId: string
    }
    body: {
      code: string
    }
    reply: {
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted' | 'repeated'
    }
  }
  handOutAtPoint: {
    params: {
      pointId: string
      shipmentId: string
    }
    body: {
      code: string
      cashCollectedPaise?: number
    }
    reply: {
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted' | 'repeated'
    }
  }
  setOutFromPoint: {
    params: {
      pointId: string
      shipmentId: string
    }
    reply: {
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      effect: 'moved' | 'late' | 'early' | 'unknown' | 'refused' | 'noted' | 'repeated'
    }
  }
  getWayOfShipment: {
    params: {
      shipmentId: string
    }
    reply: {
      holder: {
        kind: 'shop' | 'provider' | 'point' | 'buyer'
        name: string | null
      }
      custody: {
        holder: {
          kind: 'shop' | 'provider' | 'point' | 'buyer'
          name: string | null
        }
        since: string
      }[]
      collect: {
        pointId: string
        until: string | null
      } | null
      legs: {
        leg: number
        from: string | null
        to: string | null
        back: boolean
        via: 'startup' | 'post'
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        carrier: string | null
      }[]
    }
  }
  takeBackFromPost: {
    params: {
      shipmentId: string
    }
    reply: {
      shipmentId: string
      state:
        | 'created'
        | 'offered'
        | 'booked'
        | 'agentAssigned'
        | 'atPickup'
        | 'pickedUp'
        | 'inTransit'
        | 'atHub'
        | 'outForDelivery'
        | 'atDrop'
        | 'delivered'
        | 'bookingFailed'
        | 'cancelled'
        | 'deliveryFailed'
        | 'returning'
        | 'returned'
        | 'lost'
        | 'disposed'
      carrier: 'provider' | 'shop' | 'relay'
      attention: string | null
      attentionCode: ('nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt') | null
      attentionFacts: {
        provider?: string
        reason?: string
      } | null
    }
  }
  placeShipment: {
    params: {
      shipmentId: string
    }
    body: {
      pointId: string
      reason: string
    }
    reply: null
  }
  getDoor: {
    params: {
      shipmentId: string
    }
    reply: {
      shipmentId: string
      question: {
        attempt: number
        mostAttempts: number
        reason: string | null
        failedAt: string
        answerBy: string
        otherwise: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
        choices: ('again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return')[]
        slots: {
          from: string
          until: string
        }[]
        points: {
          pointId: string
          name: string
          line1: string
          pin: string
          point: {
            lat: number
            lng: number
          }
          distanceMetres: number
        }[]
      } | null
      decisions: {
        attempt: number
        answer: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
        by: 'buyer' | 'time'
        slot: {
          from: string
          until: string
        } | null
        note: string | null
        told: 'waiting' | 'taken' | 'shown'
        decidedAt: string
      }[]
      neighbour: {
        name: string
        house: string
      } | null
    }
  }
  answerDoor: {
    params: {
      shipmentId: string
    }
    body: {
      answer: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
      slot?: {
        from: string
        until: string
      }
      house?: string
      landmark?: string
      gate?: string
      neighbour?: {
        name: string
        house: string
      }
      pointId?: string
      note?: string
    }
    reply: {
      shipmentId: string
      question: {
        attempt: number
        mostAttempts: number
        reason: string | null
        failedAt: string
        answerBy: string
        otherwise: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
        choices: ('again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return')[]
        slots: {
          from: string
          until: string
        }[]
        points: {
          pointId: string
          name: string
          line1: string
          pin: string
          point: {
            lat: number
            lng: number
          }
          distanceMetres: number
        }[]
      } | null
      decisions: {
        attempt: number
        answer: 'again' | 'slot' | 'address' | 'neighbour' | 'point' | 'return'
        by: 'buyer' | 'time'
        slot: {
          from: string
          until: string
        } | null
        note: string | null
        told: 'waiting' | 'taken' | 'shown'
        decidedAt: string
      }[]
      neighbour: {
        name: string
        house: string
      } | null
    }
  }
  nameNeighbour: {
    params: {
      orderId: string
    }
    body: {
      name: string
      house: string
    }
    reply: {
      name: string
      house: string
    }
  }
  unnameNeighbour: {
    params: {
      orderId: string
    }
    reply: null
  }
  getContact: {
    params: {
      shipmentId: string
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  sayToRider: {
    params: {
      shipmentId: string
    }
    body: {
      word: 'comingDown' | 'tenMinutes' | 'leaveAtGate' | 'callMe'
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  getShopContact: {
    params: {
      shipmentId: string
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  sayToShop: {
    params: {
      shipmentId: string
    }
    body: {
      word: 'whenSent' | 'packWell' | 'callBuyer'
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  getBuyerContact: {
    params: {
      shipmentId: string
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  sayToBuyerAsShop: {
    params: {
      shipmentId: string
    }
    body: {
      word?: 'sentNow' | 'takesLonger' | 'stayReachable'
      call?: true
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  getRiderContact: {
    params: {
      shipmentId: string
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  sayToRiderAsShop: {
    params: {
      shipmentId: string
    }
    body: {
      word?: 'parcelReady' | 'waitTenMinutes' | 'comeToCounter' | 'callShop'
      call?: true
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  getCrewContact: {
    params: {
      providerId: string
      shipmentId: string
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  sayToBuyer: {
    params: {
      providerId: string
      shipmentId: string
    }
    body: {
      word?: 'atGate' | 'arriving' | 'cannotFind' | 'comeDown'
      call?: true
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  getContactAsProvider: {
    params: {
      shipmentId: string
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  sayToBuyerAsProvider: {
    params: {
      shipmentId: string
    }
    body: {
      word?: 'atGate' | 'arriving' | 'cannotFind' | 'comeDown'
      call?: true
      phone?: string
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  getCrewShopContact: {
    params: {
      providerId: string
      shipmentId: string
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  sayToShopAsCrew: {
    params: {
      providerId: string
      shipmentId: string
    }
    body: {
      word?: 'atCounter' | 'comingToShop' | 'cannotFindShop' | 'notReady'
      call?: true
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  getShopContactAsProvider: {
    params: {
      shipmentId: string
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  sayToShopAsProvider: {
    params: {
      shipmentId: string
    }
    body: {
      word?: 'atCounter' | 'comingToShop' | 'cannotFindShop' | 'notReady'
      call?: true
      phone?: string
    }
    reply: {
      open: boolean
      messagesLeft: number
      callsLeft: number
      said: {
        number: number
        side: 'buyer' | 'carrier' | 'shop'
        kind: 'message' | 'call'
        word:
          | (
              | 'comingDown'
              | 'tenMinutes'
              | 'leaveAtGate'
              | 'callMe'
              | 'atGate'
              | 'arriving'
              | 'cannotFind'
              | 'comeDown'
              | 'atCounter'
              | 'comingToShop'
              | 'cannotFindShop'
              | 'notReady'
              | 'parcelReady'
              | 'waitTenMinutes'
              | 'comeToCounter'
              | 'callShop'
              | 'whenSent'
              | 'packWell'
              | 'callBuyer'
              | 'sentNow'
              | 'takesLonger'
              | 'stayReachable'
            )
          | null
        outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
        saidAt: string
      }[]
    }
  }
  listReturnsOfOrder: {
    params: {
      orderId: string
    }
    query?: {
      as?: 'buyer' | 'shop' | 'operator'
    }
    reply: {
      items: {
        returnId: string
        orderId: string
        shopId: string
        viewer: 'buyer' | 'shop' | 'operator'
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
        note: string | null
        photoUrl: string | null
        lines: {
          lineId: string
          name: string
          nameHi: string | null
          pricePaise: number
          quantity: number
        }[]
        goodsPaise: number
        askedAt: string
        answerBy: string | null
        otherwise: ('accept' | 'escalate' | 'refuse') | null
        decidedBy: ('shop' | 'operator' | 'time') | null
        decidedAt: string | null
        refusal: string | null
        pickup: {
          shipmentId: string
          state:
            | 'created'
            | 'offered'
            | 'booked'
            | 'agentAssigned'
            | 'atPickup'
            | 'pickedUp'
            | 'inTransit'
            | 'atHub'
            | 'outForDelivery'
            | 'atDrop'
            | 'delivered'
            | 'bookingFailed'
            | 'cancelled'
            | 'deliveryFailed'
            | 'returning'
            | 'returned'
            | 'lost'
            | 'disposed'
          provider: string | null
          trackingUrl: string | null
          promisedBy: string | null
          pickupCode?: string
          returnCode?: string
        } | null
        look: {
          at: string
          found: {
            pieces?: number
            article?: boolean
            seal?: boolean
            condition?: boolean
          }
          differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
          photoUrl: string | null
          note: string | null
        } | null
        ruling: {
          goodsPaise: number
          reason: string
          undoUntil: string | null
        } | null
        case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
        mayDispute: boolean
        pickedUpAt: string | null
        endedAt: string | null
        endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
        steps: {
          at: string
          state:
            | 'asked'
            | 'escalated'
            | 'accepted'
            | 'pickedUp'
            | 'notTaken'
            | 'ruled'
            | 'refunded'
            | 'refused'
            | 'withdrawn'
          by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
          note: string | null
        }[]
        restockedAt: string | null
      }[]
      may: {
        until: string
        lines: {
          lineId: string
          name: string
          nameHi: string | null
          pricePaise: number
          left: number
          reasons: ('damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind')[]
        }[]
      } | null
    }
  }
  askReturn: {
    params: {
      orderId: string
    }
    body: {
      lines: {
        lineId: string
        quantity: number
      }[]
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note?: string
      photoUrl?: string
    }
    reply: {
      returnId: string
      orderId: string
      shopId: string
      viewer: 'buyer' | 'shop' | 'operator'
      state:
        'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note: string | null
      photoUrl: string | null
      lines: {
        lineId: string
        name: string
        nameHi: string | null
        pricePaise: number
        quantity: number
      }[]
      goodsPaise: number
      askedAt: string
      answerBy: string | null
      otherwise: ('accept' | 'escalate' | 'refuse') | null
      decidedBy: ('shop' | 'operator' | 'time') | null
      decidedAt: string | null
      refusal: string | null
      pickup: {
        shipmentId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        provider: string | null
        trackingUrl: string | null
        promisedBy: string | null
        pickupCode?: string
        returnCode?: string
      } | null
      look: {
        at: string
        found: {
          pieces?: number
          article?: boolean
          seal?: boolean
          condition?: boolean
        }
        differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        photoUrl: string | null
        note: string | null
      } | null
      ruling: {
        goodsPaise: number
        reason: string
        undoUntil: string | null
      } | null
      case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
      mayDispute: boolean
      pickedUpAt: string | null
      endedAt: string | null
      endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
      steps: {
        at: string
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
        note: string | null
      }[]
      restockedAt: string | null
    }
  }
  getReturn: {
    params: {
      returnId: string
    }
    query?: {
      as?: 'buyer' | 'shop' | 'operator'
    }
    reply: {
      returnId: string
      orderId: string
      shopId: string
      viewer: 'buyer' | 'shop' | 'operator'
      state:
        'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note: string | null
      photoUrl: string | null
      lines: {
        lineId: string
        name: string
        nameHi: string | null
        pricePaise: number
        quantity: number
      }[]
      goodsPaise: number
      askedAt: string
      answerBy: string | null
      otherwise: ('accept' | 'escalate' | 'refuse') | null
      decidedBy: ('shop' | 'operator' | 'time') | null
      decidedAt: string | null
      refusal: string | null
      pickup: {
        shipmentId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        provider: string | null
        trackingUrl: string | null
        promisedBy: string | null
        pickupCode?: string
        returnCode?: string
      } | null
      look: {
        at: string
        found: {
          pieces?: number
          article?: boolean
          seal?: boolean
          condition?: boolean
        }
        differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        photoUrl: string | null
        note: string | null
      } | null
      ruling: {
        goodsPaise: number
        reason: string
        undoUntil: string | null
      } | null
      case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
      mayDispute: boolean
      pickedUpAt: string | null
      endedAt: string | null
      endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
      steps: {
        at: string
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
        note: string | null
      }[]
      restockedAt: string | null
    }
  }
  listShopReturns: {
    params: {
      shopId: string
    }
    query?: {
      state?: 'open' | 'all'
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        returnId: string
        orderId: string
        shopId: string
        viewer: 'buyer' | 'shop' | 'operator'
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
        note: string | null
        photoUrl: string | null
        lines: {
          lineId: string
          name: string
          nameHi: string | null
          pricePaise: number
          quantity: number
        }[]
        goodsPaise: number
        askedAt: string
        answerBy: string | null
        otherwise: ('accept' | 'escalate' | 'refuse') | null
        decidedBy: ('shop' | 'operator' | 'time') | null
        decidedAt: string | null
        refusal: string | null
        pickup: {
          shipmentId: string
          state:
            | 'created'
            | 'offered'
            | 'booked'
            | 'agentAssigned'
            | 'atPickup'
            | 'pickedUp'
            | 'inTransit'
            | 'atHub'
            | 'outForDelivery'
            | 'atDrop'
            | 'delivered'
            | 'bookingFailed'
            | 'cancelled'
            | 'deliveryFailed'
            | 'returning'
            | 'returned'
            | 'lost'
            | 'disposed'
          provider: string | null
          trackingUrl: string | null
          promisedBy: string | null
          pickupCode?: string
          returnCode?: string
        } | null
        look: {
          at: string
          found: {
            pieces?: number
            article?: boolean
            seal?: boolean
            condition?: boolean
          }
          differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
          photoUrl: string | null
          note: string | null
        } | null
        ruling: {
          goodsPaise: number
          reason: string
          undoUntil: string | null
        } | null
        case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
        mayDispute: boolean
        pickedUpAt: string | null
        endedAt: string | null
        endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
        steps: {
          at: string
          state:
            | 'asked'
            | 'escalated'
            | 'accepted'
            | 'pickedUp'
            | 'notTaken'
            | 'ruled'
            | 'refunded'
            | 'refused'
            | 'withdrawn'
          by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
          note: string | null
        }[]
        restockedAt: string | null
      }[]
      nextCursor?: string
    }
  }
  acceptReturn: {
    params: {
      returnId: string
    }
    reply: {
      returnId: string
      orderId: string
      shopId: string
      viewer: 'buyer' | 'shop' | 'operator'
      state:
        'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note: string | null
      photoUrl: string | null
      lines: {
        lineId: string
        name: string
        nameHi: string | null
        pricePaise: number
        quantity: number
      }[]
      goodsPaise: number
      askedAt: string
      answerBy: string | null
      otherwise: ('accept' | 'escalate' | 'refuse') | null
      decidedBy: ('shop' | 'operator' | 'time') | null
      decidedAt: string | null
      refusal: string | null
      pickup: {
        shipmentId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        provider: string | null
        trackingUrl: string | null
        promisedBy: string | null
        pickupCode?: string
        returnCode?: string
      } | null
      look: {
        at: string
        found: {
          pieces?: number
          article?: boolean
          seal?: boolean
          condition?: boolean
        }
        differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        photoUrl: string | null
        note: string | null
      } | null
      ruling: {
        goodsPaise: number
        reason: string
        undoUntil: string | null
      } | null
      case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
      mayDispute: boolean
      pickedUpAt: string | null
      endedAt: string | null
      endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
      steps: {
        at: string
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
        note: string | null
      }[]
      restockedAt: string | null
    }
  }
  refuseReturn: {
    params: {
      returnId: string
    }
    body: {
      reason: string
    }
    reply: {
      returnId: string
      orderId: string
      shopId: string
      viewer: 'buyer' | 'shop' | 'operator'
      state:
        'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note: string | null
      photoUrl: string | null
      lines: {
        lineId: string
        name: string
        nameHi: string | null
        pricePaise: number
        quantity: number
      }[]
      goodsPaise: number
      askedAt: string
      answerBy: string | null
      otherwise: ('accept' | 'escalate' | 'refuse') | null
      decidedBy: ('shop' | 'operator' | 'time') | null
      decidedAt: string | null
      refusal: string | null
      pickup: {
        shipmentId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        provider: string | null
        trackingUrl: string | null
        promisedBy: string | null
        pickupCode?: string
        returnCode?: string
      } | null
      look: {
        at: string
        found: {
          pieces?: number
          article?: boolean
          seal?: boolean
          condition?: boolean
        }
        differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        photoUrl: string | null
        note: string | null
      } | null
      ruling: {
        goodsPaise: number
        reason: string
        undoUntil: string | null
      } | null
      case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
      mayDispute: boolean
      pickedUpAt: string | null
      endedAt: string | null
      endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
      steps: {
        at: string
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
        note: string | null
      }[]
      restockedAt: string | null
    }
  }
  withdrawReturn: {
    params: {
      returnId: string
    }
    reply: {
      returnId: string
      orderId: string
      shopId: string
      viewer: 'buyer' | 'shop' | 'operator'
      state:
        'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note: string | null
      photoUrl: string | null
      lines: {
        lineId: string
        name: string
        nameHi: string | null
        pricePaise: number
        quantity: number
      }[]
      goodsPaise: number
      askedAt: string
      answerBy: string | null
      otherwise: ('accept' | 'escalate' | 'refuse') | null
      decidedBy: ('shop' | 'operator' | 'time') | null
      decidedAt: string | null
      refusal: string | null
      pickup: {
        shipmentId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        provider: string | null
        trackingUrl: string | null
        promisedBy: string | null
        pickupCode?: string
        returnCode?: string
      } | null
      look: {
        at: string
        found: {
          pieces?: number
          article?: boolean
          seal?: boolean
          condition?: boolean
        }
        differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        photoUrl: string | null
        note: string | null
      } | null
      ruling: {
        goodsPaise: number
        reason: string
        undoUntil: string | null
      } | null
      case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
      mayDispute: boolean
      pickedUpAt: string | null
      endedAt: string | null
      endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
      steps: {
        at: string
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
        note: string | null
      }[]
      restockedAt: string | null
    }
  }
  receiveReturn: {
    params: {
      returnId: string
    }
    reply: {
      returnId: string
      orderId: string
      shopId: string
      viewer: 'buyer' | 'shop' | 'operator'
      state:
        'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note: string | null
      photoUrl: string | null
      lines: {
        lineId: string
        name: string
        nameHi: string | null
        pricePaise: number
        quantity: number
      }[]
      goodsPaise: number
      askedAt: string
      answerBy: string | null
      otherwise: ('accept' | 'escalate' | 'refuse') | null
      decidedBy: ('shop' | 'operator' | 'time') | null
      decidedAt: string | null
      refusal: string | null
      pickup: {
        shipmentId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        provider: string | null
        trackingUrl: string | null
        promisedBy: string | null
        pickupCode?: string
        returnCode?: string
      } | null
      look: {
        at: string
        found: {
          pieces?: number
          article?: boolean
          seal?: boolean
          condition?: boolean
        }
        differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        photoUrl: string | null
        note: string | null
      } | null
      ruling: {
        goodsPaise: number
        reason: string
        undoUntil: string | null
      } | null
      case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
      mayDispute: boolean
      pickedUpAt: string | null
      endedAt: string | null
      endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
      steps: {
        at: string
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
        note: string | null
      }[]
      restockedAt: string | null
    }
  }
  restockReturn: {
    params: {
      returnId: string
    }
    body: {
      lineIds?: string[]
    }
    reply: {
      returnId: string
      orderId: string
      shopId: string
      viewer: 'buyer' | 'shop' | 'operator'
      state:
        'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note: string | null
      photoUrl: string | null
      lines: {
        lineId: string
        name: string
        nameHi: string | null
        pricePaise: number
        quantity: number
      }[]
      goodsPaise: number
      askedAt: string
      answerBy: string | null
      otherwise: ('accept' | 'escalate' | 'refuse') | null
      decidedBy: ('shop' | 'operator' | 'time') | null
      decidedAt: string | null
      refusal: string | null
      pickup: {
        shipmentId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        provider: string | null
        trackingUrl: string | null
        promisedBy: string | null
        pickupCode?: string
        returnCode?: string
      } | null
      look: {
        at: string
        found: {
          pieces?: number
          article?: boolean
          seal?: boolean
          condition?: boolean
        }
        differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        photoUrl: string | null
        note: string | null
      } | null
      ruling: {
        goodsPaise: number
        reason: string
        undoUntil: string | null
      } | null
      case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
      mayDispute: boolean
      pickedUpAt: string | null
      endedAt: string | null
      endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
      steps: {
        at: string
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
        note: string | null
      }[]
      restockedAt: string | null
    }
  }
  disputeReturn: {
    params: {
      returnId: string
    }
    body: {
      note: string
    }
    reply: {
      returnId: string
      orderId: string
      shopId: string
      viewer: 'buyer' | 'shop' | 'operator'
      state:
        'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note: string | null
      photoUrl: string | null
      lines: {
        lineId: string
        name: string
        nameHi: string | null
        pricePaise: number
        quantity: number
      }[]
      goodsPaise: number
      askedAt: string
      answerBy: string | null
      otherwise: ('accept' | 'escalate' | 'refuse') | null
      decidedBy: ('shop' | 'operator' | 'time') | null
      decidedAt: string | null
      refusal: string | null
      pickup: {
        shipmentId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        provider: string | null
        trackingUrl: string | null
        promisedBy: string | null
        pickupCode?: string
        returnCode?: string
      } | null
      look: {
        at: string
        found: {
          pieces?: number
          article?: boolean
          seal?: boolean
          condition?: boolean
        }
        differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        photoUrl: string | null
        note: string | null
      } | null
      ruling: {
        goodsPaise: number
        reason: string
        undoUntil: string | null
      } | null
      case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
      mayDispute: boolean
      pickedUpAt: string | null
      endedAt: string | null
      endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
      steps: {
        at: string
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
        note: string | null
      }[]
      restockedAt: string | null
    }
  }
  listEscalatedReturns: {
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        returnId: string
        orderId: string
        shopId: string
        viewer: 'buyer' | 'shop' | 'operator'
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
        note: string | null
        photoUrl: string | null
        lines: {
          lineId: string
          name: string
          nameHi: string | null
          pricePaise: number
          quantity: number
        }[]
        goodsPaise: number
        askedAt: string
        answerBy: string | null
        otherwise: ('accept' | 'escalate' | 'refuse') | null
        decidedBy: ('shop' | 'operator' | 'time') | null
        decidedAt: string | null
        refusal: string | null
        pickup: {
          shipmentId: string
          state:
            | 'created'
            | 'offered'
            | 'booked'
            | 'agentAssigned'
            | 'atPickup'
            | 'pickedUp'
            | 'inTransit'
            | 'atHub'
            | 'outForDelivery'
            | 'atDrop'
            | 'delivered'
            | 'bookingFailed'
            | 'cancelled'
            | 'deliveryFailed'
            | 'returning'
            | 'returned'
            | 'lost'
            | 'disposed'
          provider: string | null
          trackingUrl: string | null
          promisedBy: string | null
          pickupCode?: string
          returnCode?: string
        } | null
        look: {
          at: string
          found: {
            pieces?: number
            article?: boolean
            seal?: boolean
            condition?: boolean
          }
          differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
          photoUrl: string | null
          note: string | null
        } | null
        ruling: {
          goodsPaise: number
          reason: string
          undoUntil: string | null
        } | null
        case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
        mayDispute: boolean
        pickedUpAt: string | null
        endedAt: string | null
        endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
        steps: {
          at: string
          state:
            | 'asked'
            | 'escalated'
            | 'accepted'
            | 'pickedUp'
            | 'notTaken'
            | 'ruled'
            | 'refunded'
            | 'refused'
            | 'withdrawn'
          by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
          note: string | null
        }[]
        restockedAt: string | null
      }[]
      nextCursor?: string
    }
  }
  ruleReturn: {
    params: {
      returnId: string
    }
    body: {
      goodsPaise?: number
      reason: string
    }
    reply: {
      returnId: string
      orderId: string
      shopId: string
      viewer: 'buyer' | 'shop' | 'operator'
      state:
        'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note: string | null
      photoUrl: string | null
      lines: {
        lineId: string
        name: string
        nameHi: string | null
        pricePaise: number
        quantity: number
      }[]
      goodsPaise: number
      askedAt: string
      answerBy: string | null
      otherwise: ('accept' | 'escalate' | 'refuse') | null
      decidedBy: ('shop' | 'operator' | 'time') | null
      decidedAt: string | null
      refusal: string | null
      pickup: {
        shipmentId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        provider: string | null
        trackingUrl: string | null
        promisedBy: string | null
        pickupCode?: string
        returnCode?: string
      } | null
      look: {
        at: string
        found: {
          pieces?: number
          article?: boolean
          seal?: boolean
          condition?: boolean
        }
        differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        photoUrl: string | null
        note: string | null
      } | null
      ruling: {
        goodsPaise: number
        reason: string
        undoUntil: string | null
      } | null
      case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
      mayDispute: boolean
      pickedUpAt: string | null
      endedAt: string | null
      endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
      steps: {
        at: string
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
        note: string | null
      }[]
      restockedAt: string | null
    }
  }
  undoReturn: {
    params: {
      returnId: string
    }
    reply: {
      returnId: string
      orderId: string
      shopId: string
      viewer: 'buyer' | 'shop' | 'operator'
      state:
        'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
      reason: 'damaged' | 'wrongGoods' | 'expired' | 'incomplete' | 'notAsDescribed' | 'changedMind'
      note: string | null
      photoUrl: string | null
      lines: {
        lineId: string
        name: string
        nameHi: string | null
        pricePaise: number
        quantity: number
      }[]
      goodsPaise: number
      askedAt: string
      answerBy: string | null
      otherwise: ('accept' | 'escalate' | 'refuse') | null
      decidedBy: ('shop' | 'operator' | 'time') | null
      decidedAt: string | null
      refusal: string | null
      pickup: {
        shipmentId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        provider: string | null
        trackingUrl: string | null
        promisedBy: string | null
        pickupCode?: string
        returnCode?: string
      } | null
      look: {
        at: string
        found: {
          pieces?: number
          article?: boolean
          seal?: boolean
          condition?: boolean
        }
        differs: ('pieces' | 'article' | 'seal' | 'condition' | 'photo')[]
        photoUrl: string | null
        note: string | null
      } | null
      ruling: {
        goodsPaise: number
        reason: string
        undoUntil: string | null
      } | null
      case: ('unanswered' | 'disputed' | 'notTaken' | 'stuck' | 'ruled') | null
      mayDispute: boolean
      pickedUpAt: string | null
      endedAt: string | null
      endedBy: ('code' | 'counter' | 'lost' | 'ruling') | null
      steps: {
        at: string
        state:
          'asked' | 'escalated' | 'accepted' | 'pickedUp' | 'notTaken' | 'ruled' | 'refunded' | 'refused' | 'withdrawn'
        by: 'buyer' | 'shop' | 'operator' | 'carrier' | 'time'
        note: string | null
      }[]
      restockedAt: string | null
    }
  }
  getPost: {
    reply: {
      open: boolean
      ranges: {
        prefix: string
        first: number
        last: number
        left: number
      }[]
      waiting: number
      calledOff: number
    }
  }
  listPostBookings: {
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        bookingId: string
        officePin: string
        day: string
        number: number
        articles: number
        cancellations: number
        codPaise: number
        madeAt: string
        laidAt: string | null
      }[]
      nextCursor?: string
    }
  }
  closePostBookings: {
    reply: {
      items: {
        bookingId: string
        officePin: string
        day: string
        number: number
        articles: number
        cancellations: number
        codPaise: number
        madeAt: string
        laidAt: string | null
      }[]
    }
  }
  downloadPostBooking: {
    params: {
      bookingId: string
    }
    reply: string
  }
  listPostTracking: {
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        fileId: string
        name: string
        state: 'working' | 'done'
        whole: boolean
        counts: {
          moved: number
          kept: number
          repeated: number
          unknownEvent: number
          unknownArticle: number
          takenBack: number
          badNumber: number
          badCheckDigit: number
          badTime: number
          unreadable: number
          refused: number
        } | null
        problems: {
          line: number
          outcome:
            | 'moved'
            | 'kept'
            | 'repeated'
            | 'unknownEvent'
            | 'unknownArticle'
            | 'takenBack'
            | 'badNumber'
            | 'badCheckDigit'
            | 'badTime'
            | 'unreadable'
            | 'refused'
          detail: string | null
        }[]
        startedAt: string
        endedAt: string | null
      }[]
      nextCursor?: string
    }
  }
  takePostTracking: {
    query?: {
      name?: string
    }
    body: Readable
    reply: {
      fileId: string
      name: string
      state: 'working' | 'done'
      whole: boolean
      counts: {
        moved: number
        kept: number
        repeated: number
        unknownEvent: number
        unknownArticle: number
        takenBack: number
        badNumber: number
        badCheckDigit: number
        badTime: number
        unreadable: number
        refused: number
      } | null
      problems: {
        line: number
        outcome:
          | 'moved'
          | 'kept'
          | 'repeated'
          | 'unknownEvent'
          | 'unknownArticle'
          | 'takenBack'
          | 'badNumber'
          | 'badCheckDigit'
          | 'badTime'
          | 'unreadable'
          | 'refused'
        detail: string | null
      }[]
      startedAt: string
      endedAt: string | null
    }
  }
  getShipmentLabel: {
    params: {
      shipmentId: string
    }
    query?: {
      format?: 'pdf' | 'zpl'
    }
    reply: string
  }
  getLabelAsProvider: {
    params: {
      shipmentId: string
    }
    query?: {
      format?: 'pdf' | 'zpl'
    }
    reply: string
  }
  getShopLabels: {
    params: {
      shopId: string
    }
    query?: {
      shipments?: string
    }
    reply: string
  }
  listProviderChecks: {
    params: {
      providerId: string
    }
    reply: {
      items: {
        checkId: string
        askedAt: string
        endedAt: string | null
        passed: boolean
        findings: {
          code: string
          passed: boolean
          help: string
          saw: string | null
        }[]
      }[]
    }
  }
  checkProvider: {
    params: {
      providerId: string
    }
    reply: {
      checkId: string
      askedAt: string
      endedAt: string | null
      passed: boolean
      findings: {
        code: string
        passed: boolean
        help: string
        saw: string | null
      }[]
    }
  }
  getProviderCheck: {
    params: {
      providerId: string
      checkId: string
    }
    reply: {
      checkId: string
      askedAt: string
      endedAt: string | null
      passed: boolean
      findings: {
        code: string
        passed: boolean
        help: string
        saw: string | null
      }[]
    }
  }
  getAdmission: {
    params: {
      providerId: string
    }
    reply: {
      status: 'draft' | 'submitted' | 'sandbox' | 'approved' | 'suspended'
      mode: 'operator' | 'automatic'
      parcels: number
      checkPassed: boolean
      clean: number
      missing: ('submit' | 'check' | 'parcels' | 'operator' | 'suspended')[]
      handoverCode: string
      deliveryCode: string
      items: {
        parcelId: string
        reference: string
        state: 'asked' | 'booked' | 'pickedUp' | 'clean' | 'failed'
        reason: string | null
        pickupPin: string
        dropPin: string
        distanceMetres: number
        decideBy: string
        bringBy: string
        madeAt: string
        endedAt: string | null
      }[]
    }
  }
  startSandboxParcel: {
    params: {
      providerId: string
    }
    reply: {
      parcelId: string
      reference: string
      state: 'asked' | 'booked' | 'pickedUp' | 'clean' | 'failed'
      reason: string | null
      pickupPin: string
      dropPin: string
      distanceMetres: number
      decideBy: string
      bringBy: string
      madeAt: string
      endedAt: string | null
    }
  }
  getAdmissionSettings: {
    reply: {
      mode: 'operator' | 'automatic'
      parcels: number
    }
  }
  setAdmissionSettings: {
    body: {
      mode: 'operator' | 'automatic'
      parcels: number
    }
    reply: {
      mode: 'operator' | 'automatic'
      parcels: number
    }
  }
  listPayoutRuns: {
    query?: {
      limit?: number
      cursor?: string
      state?: 'open' | 'approved' | 'closed' | 'cancelled'
    }
    reply: {
      items: {
        runId: string
        state: 'open' | 'approved' | 'closed' | 'cancelled'
        openedAt: string
        decidedAt: string | null
        closedAt: string | null
        payouts: number
        amountPaise: number
        paid: number
        returned: number
      }[]
      nextCursor?: string
    }
  }
  openPayoutRun: {
    reply: {
      runId: string
      state: 'open' | 'approved' | 'closed' | 'cancelled'
      openedAt: string
      decidedAt: string | null
      closedAt: string | null
      payouts: number
      amountPaise: number
      paid: number
      returned: number
      heldBack: {
        standing: 'ready' | 'noAccount' | 'suspended' | 'tooLittle'
        traders: number
        netPaise: number
      }[]
    }
  }
  getPayoutRun: {
    params: {
      runId: string
    }
    reply: {
      runId: string
      state: 'open' | 'approved' | 'closed' | 'cancelled'
      openedAt: string
      decidedAt: string | null
      closedAt: string | null
      payouts: number
      amountPaise: number
      paid: number
      returned: number
      heldBack: {
        standing: 'ready' | 'noAccount' | 'suspended' | 'tooLittle'
        traders: number
        netPaise: number
      }[]
    }
  }
  listRunPayouts: {
    params: {
      runId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        payoutId: string | null
        traderId: string
        name: string
        state: 'ready' | 'noAccount' | 'suspended' | 'tooLittle' | 'underWay' | 'paid' | 'returned'
        account: {
          kind: 'bank' | 'upi'
          bankCode: string | null
          ending: string | null
          upiId: string | null
        } | null
        orders: number
        goodsPaise: number
        takenBackPaise: number
        tcsPaise: number
        netPaise: number
        utr: string | null
        returnReason: string | null
        claim: {
          status: 'paid' | 'returned'
          text: string
          at: string
          open: boolean
        } | null
        approvedAt: string | null
        settledAt: string | null
      }[]
      nextCursor?: string
    }
  }
  approvePayoutRun: {
    params: {
      runId: string
    }
    body: {
      payouts: number
      amountPaise: number
    }
    reply: {
      runId: string
      state: 'open' | 'approved' | 'closed' | 'cancelled'
      openedAt: string
      decidedAt: string | null
      closedAt: string | null
      payouts: number
      amountPaise: number
      paid: number
      returned: number
      heldBack: {
        standing: 'ready' | 'noAccount' | 'suspended' | 'tooLittle'
        traders: number
        netPaise: number
      }[]
    }
  }
  cancelPayoutRun: {
    params: {
      runId: string
    }
    reply: {
      runId: string
      state: 'open' | 'approved' | 'closed' | 'cancelled'
      openedAt: string
      decidedAt: string | null
      closedAt: string | null
      payouts: number
      amountPaise: number
      paid: number
      returned: number
      heldBack: {
        standing: 'ready' | 'noAccount' | 'suspended' | 'tooLittle'
        traders: number
        netPaise: number
      }[]
    }
  }
  downloadBankFile: {
    params: {
      runId: string
    }
    reply: string
  }
  takePayoutResults: {
    params: {
      runId: string
    }
    body: {
      csv: string
    }
    reply: {
      counts: {
        paid: number
        returned: number
        repeated: number
        contradicts: number
        unknown: number
        foreign: number
      }
      rows: {
        row: number
        reference: string
        outcome: 'paid' | 'returned' | 'repeated' | 'contradicts' | 'unknown' | 'foreign'
      }[]
    }
  }
  getPayout: {
    params: {
      payoutId: string
    }
    reply: {
      payoutId: string | null
      traderId: string
      name: string
      state: 'ready' | 'noAccount' | 'suspended' | 'tooLittle' | 'underWay' | 'paid' | 'returned'
      account: {
        kind: 'bank' | 'upi'
        bankCode: string | null
        ending: string | null
        upiId: string | null
      } | null
      orders: number
      goodsPaise: number
      takenBackPaise: number
      tcsPaise: number
      netPaise: number
      utr: string | null
      returnReason: string | null
      claim: {
        status: 'paid' | 'returned'
        text: string
        at: string
        open: boolean
      } | null
      approvedAt: string | null
      settledAt: string | null
    }
  }
  setPayoutResult: {
    params: {
      payoutId: string
    }
    body: {
      status: 'paid' | 'returned'
      utr?: string
      reason?: string
    }
    reply: {
      payoutId: string | null
      traderId: string
      name: string
      state: 'ready' | 'noAccount' | 'suspended' | 'tooLittle' | 'underWay' | 'paid' | 'returned'
      account: {
        kind: 'bank' | 'upi'
        bankCode: string | null
        ending: string | null
        upiId: string | null
      } | null
      orders: number
      goodsPaise: number
      takenBackPaise: number
      tcsPaise: number
      netPaise: number
      utr: string | null
      returnReason: string | null
      claim: {
        status: 'paid' | 'returned'
        text: string
        at: string
        open: boolean
      } | null
      approvedAt: string | null
      settledAt: string | null
    }
  }
  listPayoutCases: {
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        payoutId: string
        traderId: string
        name: string
        state: 'ready' | 'noAccount' | 'suspended' | 'tooLittle' | 'underWay' | 'paid' | 'returned'
        account: {
          kind: 'bank' | 'upi'
          bankCode: string | null
          ending: string | null
          upiId: string | null
        } | null
        orders: number
        goodsPaise: number
        takenBackPaise: number
        tcsPaise: number
        netPaise: number
        utr: string | null
        returnReason: string | null
        claim: {
          status: 'paid' | 'returned'
          text: string
          at: string
          open: boolean
        } | null
        approvedAt: string | null
        settledAt: string | null
      }[]
      nextCursor?: string
    }
  }
  decidePayoutCase: {
    params: {
      payoutId: string
    }
    body: {
      decision: 'keep' | 'accept'
      reason: string
    }
    reply: {
      payoutId: string | null
      traderId: string
      name: string
      state: 'ready' | 'noAccount' | 'suspended' | 'tooLittle' | 'underWay' | 'paid' | 'returned'
      account: {
        kind: 'bank' | 'upi'
        bankCode: string | null
        ending: string | null
        upiId: string | null
      } | null
      orders: number
      goodsPaise: number
      takenBackPaise: number
      tcsPaise: number
      netPaise: number
      utr: string | null
      returnReason: string | null
      claim: {
        status: 'paid' | 'returned'
        text: string
        at: string
        open: boolean
      } | null
      approvedAt: string | null
      settledAt: string | null
    }
  }
  listTraderPayouts: {
    params: {
      traderId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        payoutId: string
        traderId: string
        name: string
        state: 'ready' | 'noAccount' | 'suspended' | 'tooLittle' | 'underWay' | 'paid' | 'returned'
        account: {
          kind: 'bank' | 'upi'
          bankCode: string | null
          ending: string | null
          upiId: string | null
        } | null
        orders: number
        goodsPaise: number
        takenBackPaise: number
        tcsPaise: number
        netPaise: number
        utr: string | null
        returnReason: string | null
        claim: {
          status: 'paid' | 'returned'
          text: string
          at: string
          open: boolean
        } | null
        approvedAt: string | null
        settledAt: string | null
      }[]
      nextCursor?: string
    }
  }
  getTraderPayout: {
    params: {
      traderId: string
      payoutId: string
    }
    reply: {
      payoutId: string
      traderId: string
      name: string
      state: 'ready' | 'noAccount' | 'suspended' | 'tooLittle' | 'underWay' | 'paid' | 'returned'
      account: {
        kind: 'bank' | 'upi'
        bankCode: string | null
        ending: string | null
        upiId: string | null
      } | null
      orders: number
      goodsPaise: number
      takenBackPaise: number
      tcsPaise: number
      netPaise: number
      utr: string | null
      returnReason: string | null
      claim: {
        status: 'paid' | 'returned'
        text: string
        at: string
        open: boolean
      } | null
      approvedAt: string | null
      settledAt: string | null
      items: {
        orderId: string
        invoiceNumber: string | null
        goodsPaise: number
        tcsPaise: number
        ownPaise: number
        netPaise: number
      }[]
    }
  }
  getNextPayout: {
    params: {
      traderId: string
    }
    reply: {
      orders: number
      goodsPaise: number
      takenBackPaise: number
      tcsPaise: number
      netPaise: number
      standing: 'ready' | 'noAccount' | 'suspended' | 'tooLittle'
      account: {
        kind: 'bank' | 'upi'
        bankCode: string | null
        ending: string | null
        upiId: string | null
      } | null
      lastReturn: string | null
      waits: {
        why: 'notDelivered' | 'inHands' | 'returnWindow' | 'returnOpen'
        orders: number
        goodsPaise: number
        until: string | null
      }[]
      leastPaise: number
      runIsOpen: boolean
      nextRunAt: string | null
    }
  }
  downloadPayoutStatement: {
    params: {
      traderId: string
    }
    query?: {
      from?: string
      to?: string
    }
    reply: string
  }
  getPenalties: {
    reply: {
      pickup: {
        afterMinutes: number
        penaltyPaise: number
      }[]
      delivery: {
        afterMinutes: number
        penaltyPaise: number
      }[]
      pickupPercent: number
      pauses: ('shopNotReady' | 'consumerAbsent' | 'forceMajeure')[]
      shopGraceMinutes: number
      longestAbsenceMinutes: number
      tellWithinMinutes: number
      standsWithinMetres: number
    }
  }
  listBreaches: {
    params: {
      providerId: string
    }
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        breachId: string
        shipmentId: string
        orderId: string
        providerId: string
        kind: 'pickup' | 'delivery'
        lane: 'samePin' | 'sameDistrict' | 'sameState' | 'other'
        promisedBy: string
        dueBy: string | null
        pauses: {
          why: 'shopNotReady' | 'consumerAbsent' | 'forceMajeure'
          from: string
          until: string | null
        }[]
        state: 'broken' | 'settled' | 'excused'
        brokenAt: string | null
        settledAt: string | null
        lateMinutes: number | null
        feePaise: number
        penaltyPaise: number
        excusedAt: string | null
        excuse: string | null
      }[]
      nextCursor?: string
    }
  }
  getBreachesByLane: {
    params: {
      providerId: string
    }
    query?: {
      days?: number
    }
    reply: {
      items: {
        lane: 'samePin' | 'sameDistrict' | 'sameState' | 'other'
        kind: 'pickup' | 'delivery'
        broken: number
        excused: number
        penaltyPaise: number
      }[]
    }
  }
  listAllBreaches: {
    query?: {
      providerId?: string
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        breachId: string
        shipmentId: string
        orderId: string
        providerId: string
        kind: 'pickup' | 'delivery'
        lane: 'samePin' | 'sameDistrict' | 'sameState' | 'other'
        promisedBy: string
        dueBy: string | null
        pauses: {
          why: 'shopNotReady' | 'consumerAbsent' | 'forceMajeure'
          from: string
          until: string | null
        }[]
        state: 'broken' | 'settled' | 'excused'
        brokenAt: string | null
        settledAt: string | null
        lateMinutes: number | null
        feePaise: number
        penaltyPaise: number
        excusedAt: string | null
        excuse: string | null
        providerName: string
      }[]
      nextCursor?: string
    }
  }
  excuseBreach: {
    params: {
      breachId: string
    }
    body: {
      reason: string
    }
    reply: {
      breachId: string
      shipmentId: string
      orderId: string
      providerId: string
      kind: 'pickup' | 'delivery'
      lane: 'samePin' | 'sameDistrict' | 'sameState' | 'other'
      promisedBy: string
      dueBy: string | null
      pauses: {
        why: 'shopNotReady' | 'consumerAbsent' | 'forceMajeure'
        from: string
        until: string | null
      }[]
      state: 'broken' | 'settled' | 'excused'
      brokenAt: string | null
      settledAt: string | null
      lateMinutes: number | null
      feePaise: number
      penaltyPaise: number
      excusedAt: string | null
      excuse: string | null
      providerName: string
    }
  }
  listClockStops: {
    reply: {
      items: {
        pauseId: string
        pinPrefix: string
        begins: string
        ends: string
        reason: string
        setAt: string
      }[]
    }
  }
  stopClocks: {
    body: {
      pinPrefix: string
      begins: string
      ends: string
      reason: string
    }
    reply: {
      pauseId: string
      pinPrefix: string
      begins: string
      ends: string
      reason: string
      setAt: string
    }
  }
  listScorecards: {
    query?: {
      days?: '7' | '30' | '90'
      sort?: 'late' | 'breaches' | 'penalties' | 'lost' | 'parcels' | 'name'
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        providerId: string
        name: string
        booked: number
        fetched: number
        pickupOnTime: number
        delivered: number
        onTime: number
        firstAttempt: number
        lost: number
        breaches: {
          pickup: {
            broken: number
            excused: number
            penaltyPaise: number
          }
          delivery: {
            broken: number
            excused: number
            penaltyPaise: number
          }
        }
        penaltyPaise: number
        damaged: number
        rating: {
          mean: number
          count: number
        } | null
        lanes: {
          lane: 'samePin' | 'sameDistrict' | 'sameState' | 'other'
          booked: number
          fetched: number
          pickupOnTime: number
          delivered: number
          onTime: number
          firstAttempt: number
          lost: number
          breaches: {
            pickup: {
              broken: number
              excused: number
              penaltyPaise: number
            }
            delivery: {
              broken: number
              excused: number
              penaltyPaise: number
            }
          }
        }[]
      }[]
      nextCursor?: string
    }
  }
  readScorecard: {
    params: {
      providerId: string
    }
    query?: {
      days?: '7' | '30' | '90'
    }
    reply: {
      providerId: string
      name: string
      booked: number
      fetched: number
      pickupOnTime: number
      delivered: number
      onTime: number
      firstAttempt: number
      lost: number
      breaches: {
        pickup: {
          broken: number
          excused: number
          penaltyPaise: number
        }
        delivery: {
          broken: number
          excused: number
          penaltyPaise: number
        }
      }
      penaltyPaise: number
      damaged: number
      rating: {
        mean: number
        count: number
      } | null
      lanes: {
        lane: 'samePin' | 'sameDistrict' | 'sameState' | 'other'
        booked: number
        fetched: number
        pickupOnTime: number
        delivered: number
        onTime: number
        firstAttempt: number
        lost: number
        breaches: {
          pickup: {
            broken: number
            excused: number
            penaltyPaise: number
          }
          delivery: {
            broken: number
            excused: number
            penaltyPaise: number
          }
        }
      }[]
    }
  }
  getScorecardByLane: {
    params: {
      providerId: string
    }
    query?: {
      days?: '7' | '30' | '90'
    }
    reply: {
      providerId: string
      name: string
      booked: number
      fetched: number
      pickupOnTime: number
      delivered: number
      onTime: number
      firstAttempt: number
      lost: number
      breaches: {
        pickup: {
          broken: number
          excused: number
          penaltyPaise: number
        }
        delivery: {
          broken: number
          excused: number
          penaltyPaise: number
        }
      }
      penaltyPaise: number
      damaged: number
      rating: {
        mean: number
        count: number
      } | null
      lanes: {
        lane: 'samePin' | 'sameDistrict' | 'sameState' | 'other'
        booked: number
        fetched: number
        pickupOnTime: number
        delivered: number
        onTime: number
        firstAttempt: number
        lost: number
        breaches: {
          pickup: {
            broken: number
            excused: number
            penaltyPaise: number
          }
          delivery: {
            broken: number
            excused: number
            penaltyPaise: number
          }
        }
      }[]
    }
  }
  listAnnouncements: {
    query?: {
      audience?: 'everyone' | 'consumers' | 'traders' | 'providers'
    }
    reply: {
      items: {
        announcementId: string
        title: string
        titleHi: string
        body: string
        bodyHi: string
        audience: 'everyone' | 'consumers' | 'traders' | 'providers'
        shownFrom: string
        shownUntil: string
      }[]
    }
  }
  listAllAnnouncements: {
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        announcementId: string
        title: string
        titleHi: string
        body: string
        bodyHi: string
        audience: 'everyone' | 'consumers' | 'traders' | 'providers'
        shownFrom: string
        shownUntil: string
        state: 'planned' | 'shown' | 'over' | 'withdrawn'
      }[]
      nextCursor?: string
    }
  }
  announce: {
    body: {
      title: string
      titleHi: string
      body: string
      bodyHi: string
      audience: 'everyone' | 'consumers' | 'traders' | 'providers'
      shownFrom?: string
      shownUntil: string
    }
    reply: {
      announcementId: string
      title: string
      titleHi: string
      body: string
      bodyHi: string
      audience: 'everyone' | 'consumers' | 'traders' | 'providers'
      shownFrom: string
      shownUntil: string
      state: 'planned' | 'shown' | 'over' | 'withdrawn'
    }
  }
  withdrawAnnouncement: {
    params: {
      announcementId: string
    }
    reply: {
      announcementId: string
      title: string
      titleHi: string
      body: string
      bodyHi: string
      audience: 'everyone' | 'consumers' | 'traders' | 'providers'
      shownFrom: string
      shownUntil: string
      state: 'planned' | 'shown' | 'over' | 'withdrawn'
    }
  }
  getDocument: {
    params: {
      documentId: string
    }
    reply: string
  }
  removeDocument: {
    params: {
      documentId: string
    }
    reply: null
  }
  getBoard: {
    reply: {
      at: string
      ordersToday: {
        state: string
        count: number
      }[]
      parcels: {
        state: string
        count: number
      }[]
      stuck: {
        why: 'noCarrier' | 'notFetched' | 'codesUsedUp' | 'late' | 'silent' | 'returning'
        count: number
      }[]
      traders: {
        status: string
        count: number
        since: string | null
      }[]
      providers: {
        status: string
        count: number
      }[]
      outbox: {
        pending: number
        queued: number
        dead: number
        lagMs: number
      }
      index: {
        engine: string
        waiting: number
      }[]
      queues:
        | {
            queue: string
            waiting: number
            active: number
            delayed: number
            failed: number
          }[]
        | null
      queueEngine: 'redis' | 'postgres'
    }
  }
  listStuckShipments: {
    query?: {
      limit?: number
      cursor?: string
    }
    reply: {
      items: {
        shipmentId: string
        shopId: string
        shopName: string
        orderId: string
        state:
          | 'created'
          | 'offered'
          | 'booked'
          | 'agentAssigned'
          | 'atPickup'
          | 'pickedUp'
          | 'inTransit'
          | 'atHub'
          | 'outForDelivery'
          | 'atDrop'
          | 'delivered'
          | 'bookingFailed'
          | 'cancelled'
          | 'deliveryFailed'
          | 'returning'
          | 'returned'
          | 'lost'
          | 'disposed'
        carrier: 'provider' | 'shop' | 'relay'
        providerId: string | null
        providerName: string | null
        why: 'noCarrier' | 'notFetched' | 'codesUsedUp' | 'late' | 'silent' | 'returning'
        since: string
        leg: {
          shipmentId: string
          number: number
          back: boolean
          state:
            | 'created'
            | 'offered'
            | 'booked'
            | 'agentAssigned'
            | 'atPickup'
            | 'pickedUp'
            | 'inTransit'
            | 'atHub'
            | 'outForDelivery'
            | 'atDrop'
            | 'delivered'
            | 'bookingFailed'
            | 'cancelled'
            | 'deliveryFailed'
            | 'returning'
            | 'returned'
            | 'lost'
            | 'disposed'
          providerId: string | null
          providerName: string | null
          pickupPin: string
          dropPin: string
        } | null
        promisedBy: string | null
        attention: string | null
        attentionCode: ('nobody' | 'noWay' | 'noAnswer' | 'keepsBooking' | 'lost' | 'takenBack' | 'postHasIt') | null
        attentionFacts: {
          provider?: string
          reason?: string
        } | null
        codPaise: number
        pickupPin: string
        dropPin: string
      }[]
      nextCursor?: string
    }
  }
  listStates: {
    query?: {
      days?: number
    }
    reply: {
      items: {
        state: string
        traders: number
        shops: number
        orders: number
        delivered: number
        onTime: number
      }[]
    }
  }
  addPicture: {
    params: {
      shopId: string
      listingId: string
    }
    body: Readable
    reply: {
      pictureId: string
      shopId: string | null
      small: string
      large: string
      width: number
      height: number
    }
  }
  addDoorPhoto: {
    params: {
      providerId: string
      shipmentId: string
    }
    body: Readable
    reply: {
      photoUrl: string
    }
  }
  addReturnPhoto: {
    params: {
      orderId: string
    }
    body: Readable
    reply: {
      photoUrl: string
    }
  }
  listTraderDocuments: {
    params: {
      traderId: string
    }
    reply: {
      items: {
        documentId: string
        kind:
          | 'gstCertificate'
          | 'fssaiLicence'
          | 'udyamCertificate'
          | 'dpiitCertificate'
          | 'identity'
          | 'insurancePolicy'
          | 'other'
        name: string
        contentType: 'application/pdf' | 'image/jpeg' | 'image/png'
        bytes: number
        addedAt: string
      }[]
      mayAdd: boolean
      mayRemove: boolean
    }
  }
  addTraderDocument: {
    params: {
      traderId: string
    }
    query?: {
      kind?:
        | 'gstCertificate'
        | 'fssaiLicence'
        | 'udyamCertificate'
        | 'dpiitCertificate'
        | 'identity'
        | 'insurancePolicy'
        | 'other'
      name?: unknown
    }
    body: Readable
    reply: {
      documentId: string
      kind:
        | 'gstCertificate'
        | 'fssaiLicence'
        | 'udyamCertificate'
        | 'dpiitCertificate'
        | 'identity'
        | 'insurancePolicy'
        | 'other'
      name: string
      contentType: 'application/pdf' | 'image/jpeg' | 'image/png'
      bytes: number
      addedAt: string
    }
  }
  listProviderDocuments: {
    params: {
      providerId: string
    }
    reply: {
      items: {
        documentId: string
        kind:
          | 'gstCertificate'
          | 'fssaiLicence'
          | 'udyamCertificate'
          | 'dpiitCertificate'
          | 'identity'
          | 'insurancePolicy'
          | 'other'
        name: string
        contentType: 'application/pdf' | 'image/jpeg' | 'image/png'
        bytes: number
        addedAt: string
      }[]
      mayAdd: boolean
      mayRemove: boolean
    }
  }
  addProviderDocument: {
    params: {
      providerId: string
    }
    query?: {
      kind?:
        | 'gstCertificate'
        | 'fssaiLicence'
        | 'udyamCertificate'
        | 'dpiitCertificate'
        | 'identity'
        | 'insurancePolicy'
        | 'other'
      name?: unknown
    }
    body: Readable
    reply: {
      documentId: string
      kind:
        | 'gstCertificate'
        | 'fssaiLicence'
        | 'udyamCertificate'
        | 'dpiitCertificate'
        | 'identity'
        | 'insurancePolicy'
        | 'other'
      name: string
      contentType: 'application/pdf' | 'image/jpeg' | 'image/png'
      bytes: number
      addedAt: string
    }
  }
}
