/** Sentences for problems whose text is put together where they are thrown. */
export const words: Readonly<Record<string, string>> = {
  forbidden:
    'This is for somebody else: operators, owners, the shop or the buyer. The sentence says for whom.',
  invalidFields:
    '`errors` names each field by a pointer, and says what it should be. Mend those and send it again.',
  unauthenticated: 'Send a valid bearer token in the Authorization header.',
  unreadableText:
    'The text cannot be kept: a NUL character, half a character, or a reserved name. Take it out.',
  codeWrong:
    'This is not the code. `facts.triesLeft` says how many tries are left; after five a photo taken at the place, or an operator, helps.',
  proofMissing:
    'Send the code that the shop or the buyer shows, or a photo with its place. The sentence says which.',
  cartNeedsChange:
    'Some goods in the cart cannot be bought like this: `facts.problems` says what to change for each, by the codes under [In a quote](#in-a-quote).',
  outOfStock: 'Fewer are left than you want: `available` says how many.',
  ownShop: 'A trader cannot buy from its own shop. Adjust the stock instead.',
  gtinOfOtherProduct:
    'This bar code belongs to another product. Look at the number again, or list that product.',
  mayNotSellTo: 'Your tiers do not sell to these buyers. `errors` says to whom they may.',
  skuTaken: 'Another listing of the shop has this SKU. Change that one, or take another number.',
  priceAboveMrp: 'The price is above the MRP, which the law forbids. Lower the price, or correct the MRP.',
  fssaiNeeded:
    'Food can be listed once the trader has given an FSSAI number. Add it to the trader, then list this again.',
  placeNotOfMark: 'This mark belongs to another district or state. Choose the mark of where it is made.',
  authorisedUserNeeded:
    'A registered name is for its authorised users. Give your number in Part B of the register.',
  documentNotYours: 'This paper is not among your documents. Add it there, and choose it here.',
  proofNeeded: 'Show a paper that says where it is made: add it to your documents, and name it.',
  unreadableList:
    'The list cannot be read. Look at its first row and its quotation marks, and send it again.',
  listNameTaken: 'Another list of the shop has this name. Change that one, or take another name.',
  deepDiscount:
    'The price is far below the 30-day low (of a new listing: the MRP). If you mean it, send it again with `confirmDeepDiscount`.',
  sameProduct: 'This is one and the same product. Choose two.',
  barCodeStays:
    'Of two products that are merged the one with the bar code stays, so that the bar code is shown. Turn them round.',
  wrongStatus: 'The trader’s status does not allow this now; `facts.status` is what it is.',
}
