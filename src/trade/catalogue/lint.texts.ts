import type { Found, LintCode, Said } from './lint.types.ts'

/** What each fault means and what to do about it. `{name}` is a value of the case. */
export const lintTexts: Readonly<Record<LintCode, Said>> = {
  badName: {
    en: 'A name has letters or digits. Write what it is.',
    hi: 'नाम में अक्षर या अंक होने चाहिए। लिखें कि यह क्या है।',
  },
  badGtin: {
    en: 'The bar code number is not right. Read the digits under the bar code again.',
    hi: 'बारकोड का नंबर सही नहीं है। बारकोड के नीचे के अंक फिर पढ़ें।',
  },
  gtinForCoupons: {
    en: 'Numbers that begin with {prefix} stand on coupons and refund slips, never on goods. Read the bar code of the pack.',
    hi: '{prefix} से शुरू होने वाले नंबर कूपन और पर्चियों के होते हैं, सामान के नहीं। पैकेट का बारकोड पढ़ें।',
  },
  badQuantity: {
    en: 'The net quantity is not right. Write what is printed on the pack.',
    hi: 'शुद्ध मात्रा सही नहीं है। पैकेट पर जो छपा है वही लिखें।',
  },
  badHsn: {
    en: 'An HSN code has 4, 6 or 8 digits. Use the code that stands on your purchase invoice.',
    hi: 'HSN कोड में 4, 6 या 8 अंक होते हैं। ख़रीद के बिल वाला कोड लिखें।',
  },
  hsnUnknown: {
    en: 'The tariff has no HSN heading {heading}. Use the code that stands on your purchase invoice.',
    hi: 'HSN सूची में {heading} नहीं है। ख़रीद के बिल वाला कोड लिखें।',
  },
  badGstRate: {
    en: 'There is no such GST rate. It is one of 0, 0.25, 3, 5, 18 and 40 percent; take the one on your invoice.',
    hi: 'GST की ऐसी दर नहीं है। दर 0, 0.25, 3, 5, 18 या 40 प्रतिशत होती है; बिल वाली दर लिखें।',
  },
  badOrigin: {
    en: 'Name the country of origin, such as IN.',
    hi: 'जिस देश में बना है वह लिखें, जैसे IN।',
  },
  badFssai: {
    en: 'An FSSAI number has 14 digits. Copy it from the pack.',
    hi: 'FSSAI नंबर में 14 अंक होते हैं। पैकेट से देखकर लिखें।',
  },
  badImageUrl: {
    en: 'A picture is given by its https address.',
    hi: 'तस्वीर का https वाला पता लिखें।',
  },
  foodMarkNeeded: {
    en: 'By its HSN code this is food, and food carries a mark: write veg or nonVeg, as printed on the pack.',
    hi: 'HSN कोड के अनुसार यह खाने की चीज़ है। पैकेट देखकर veg या nonVeg लिखें।',
  },
  makerMissing: {
    en: 'Name who made, packed or imported it, with the address, as printed on the pack.',
    hi: 'बनाने, पैक करने या आयात करने वाले का नाम और पता लिखें।',
  },
  fssaiNeeded: {
    en: 'Food can be listed once the trader has given an FSSAI number. Add it to the trader, then list this again.',
    hi: 'खाने की चीज़ें FSSAI नंबर देने के बाद ही बेची जा सकती हैं। पहले नंबर जोड़ें, फिर इसे डालें।',
  },
  priceAboveMrp: {
    en: 'The price is above the MRP, which the law forbids. Lower the price, or correct the MRP.',
    hi: 'दाम MRP से ज़्यादा है, जो क़ानून में मना है। दाम घटाएँ या MRP सुधारें।',
  },
  mayNotSellTo: {
    en: 'With the tiers of this trader it cannot be sold to a {audience}. It can be sold to: {allowed}.',
    hi: 'इस व्यापारी के काम के अनुसार यह इन्हें नहीं बेचा जा सकता: {audience}। इन्हें बेचा जा सकता है: {allowed}।',
  },
  hsnNotListed: {
    en: 'The tariff has {known} but not {code}. Take {known}, or look at your invoice again.',
    hi: 'सूची में {known} है, {code} नहीं। {known} लें या बिल फिर देखें।',
  },
  quantityUnlikeName: {
    en: 'The name says {said} and the net quantity is {stated}. Correct the one that is wrong.',
    hi: 'नाम में {said} लिखा है और शुद्ध मात्रा {stated} है। जो ग़लत है उसे सुधारें।',
  },
  piecesNotWeighed: {
    en: 'Goods like this are sold by weight or measure. State g, kg, ml or l, so that the price per unit can be shown.',
    hi: 'ऐसा सामान तौल या माप से बिकता है। g, kg, ml या l में लिखें, ताकि प्रति इकाई दाम दिख सके।',
  },
  weightBelowNet: {
    en: 'The weight to carry is {weight} g, less than what is in the pack. Take {usual} g.',
    hi: 'ढोने का वज़न {weight} ग्राम है, पैकेट की मात्रा से भी कम। {usual} ग्राम लिखें।',
  },
  packSizeOdd: {
    en: 'A pack of {size} that weighs {weight} g cannot be. Measure it again: its sides, and its weight in grams.',
    hi: '{size} का पैक {weight} ग्राम का नहीं हो सकता। लंबाई-चौड़ाई-ऊँचाई और ग्राम में वज़न फिर देखें।',
  },
  makerAddressMissing: {
    en: 'The law wants the address of the maker, packer or importer beside the name. Add the town and PIN code.',
    hi: 'बनाने या पैक करने वाले के नाम के साथ पता भी चाहिए। शहर और PIN कोड जोड़ें।',
  },
  importerMissing: {
    en: 'Goods from abroad show the importer with an address in India. Add it to the maker, such as "Imported by …".',
    hi: 'विदेशी सामान पर आयातक का नाम और भारत का पता चाहिए। इसे निर्माता में जोड़ें, जैसे "Imported by …"।',
  },
  consumerCareMissing: {
    en: 'Packaged goods name somebody for complaints. Add a phone number or e-mail from the pack.',
    hi: 'पैकेट वाले सामान पर शिकायत का संपर्क चाहिए। पैकेट से फ़ोन या ईमेल जोड़ें।',
  },
  consumerCareUnclear: {
    en: 'The contact for complaints has neither a phone number nor an e-mail. Add one from the pack.',
    hi: 'शिकायत के संपर्क में न फ़ोन है न ईमेल। पैकेट से एक जोड़ें।',
  },
  makerFssaiMissing: {
    en: 'Food shows the FSSAI number of its maker. Copy the 14 digits from the pack.',
    hi: 'खाने की चीज़ पर बनाने वाले का FSSAI नंबर चाहिए। पैकेट से 14 अंक लिखें।',
  },
  fssaiKindUnknown: {
    en: 'FSSAI numbers begin with 1 (licence) or 2 (registration). Read the number on the pack again.',
    hi: 'FSSAI नंबर 1 (लाइसेंस) या 2 (पंजीकरण) से शुरू होता है। पैकेट पर फिर देखें।',
  },
  markOnNonFood: {
    en: 'By its HSN code this is no food, yet it has a food mark. Take the mark away, or correct the HSN code.',
    hi: 'HSN कोड के अनुसार यह खाना नहीं है, फिर भी चिह्न लगा है। चिह्न हटाएँ या HSN कोड सुधारें।',
  },
  vegMarkOnMeat: {
    en: 'By its HSN code this is meat, fish or egg, which carries the non-vegetarian mark.',
    hi: 'HSN कोड के अनुसार यह मांस, मछली या अंडा है, जिस पर मांसाहारी चिह्न लगता है।',
  },
  shelfLifeMissing: {
    en: 'Food shows until when it is good. State its shelf life in days.',
    hi: 'खाने की चीज़ कब तक ठीक है यह बताना होता है। कितने दिन चलती है लिखें।',
  },
  shelfLifeOdd: {
    en: 'Food that keeps for {days} days is rare. Look at the shelf life again: it is in days.',
    hi: '{days} दिन चलने वाला खाना कम होता है। फिर देखें: यह दिनों में है।',
  },
  attributeMissing: {
    en: 'Goods of "{category}" state {attribute}. Add it.',
    hi: '"{category}" के सामान में {attribute} बताना होता है। इसे जोड़ें।',
  },
  attributeOdd: {
    en: '"{value}" is no usual {attribute} of "{category}". Use one of: {usual}.',
    hi: '"{category}" में {attribute} "{value}" नहीं होता। इनमें से लें: {usual}।',
  },
  packCountsOdd: {
    en: 'A case holds several inner packs, all of one size, and what it is sold by needs a count of pieces. Count again.',
    hi: 'पेटी में एक जैसे कई छोटे पैक होते हैं, और जिस पैक में बेचते हैं उसमें कितने पीस हैं बताना होता है। फिर गिनें।',
  },
  stepOdd: {
    en: 'A pack holds {pieces} pieces, so the step is {pieces}, or that many times over.',
    hi: 'एक पैक में {pieces} पीस हैं, इसलिए मात्रा {pieces} के गुणे में ही बढ़ सकती है।',
  },
  slabsNotFalling: {
    en: 'From {from} pieces on: each line needs more pieces than the one before, and a lower price.',
    hi: '{from} पीस से: हर पंक्ति में पिछली से ज़्यादा पीस और कम दाम होना चाहिए।',
  },
  minimumNotInSteps: {
    en: 'It is sold in steps of {step}, so the least that anybody can buy is {least}. Write that as the smallest quantity.',
    hi: 'यह {step} के गुणे में बिकता है, इसलिए कम से कम {least} ही लिए जा सकते हैं। न्यूनतम मात्रा में यही लिखें।',
  },
  slabIdle: {
    en: 'This price for more pieces is not below the plain price, so nobody gets it. Lower it, or take it out.',
    hi: 'ज़्यादा पीस का यह दाम आम दाम से कम नहीं है, इसलिए किसी को नहीं मिलता। इसे घटाएँ या हटाएँ।',
  },
  datedIdle: {
    en: 'The price for a while is not below the plain price, so nobody gets it. Lower it, or take it out.',
    hi: 'कुछ दिनों का दाम आम दाम से कम नहीं है, इसलिए किसी को नहीं मिलता। इसे घटाएँ या हटाएँ।',
  },
  priceFarBelowMrp: {
    en: 'The price is less than a tenth of the MRP. Is a digit missing?',
    hi: 'दाम MRP के दसवें हिस्से से भी कम है। कोई अंक छूटा तो नहीं?',
  },
  nameIsBrand: {
    en: 'The name says the brand alone. Write the common name of what it is, such as "Wheat flour".',
    hi: 'नाम में सिर्फ़ ब्रांड है। सामान का आम नाम लिखें, जैसे "गेहूँ का आटा"।',
  },
  quantityUnit: {
    en: 'Below 1 kg or 1 l packs state g or ml, and from there on kg or l. Write {better}.',
    hi: '1 किलो या 1 लीटर से कम g या ml में, उससे ऊपर kg या l में लिखें। {better} लिखें।',
  },
  gtinMissing: {
    en: 'Add the bar code of the pack: buyers and other shops find the same product by it.',
    hi: 'पैकेट का बारकोड जोड़ें: इससे ख़रीदार और दूसरी दुकानें यही सामान ढूँढ पाते हैं।',
  },
  gtinNotIndian: {
    en: 'Made in India, but the bar code was given out abroad (890 is India). Look whether the origin is right.',
    hi: 'भारत में बना लिखा है, पर बारकोड विदेश का है (भारत का 890 है)। देश फिर देखें।',
  },
  nameHiMissing: {
    en: 'Add the name in Hindi: many search in it.',
    hi: 'हिंदी में नाम जोड़ें: बहुत लोग हिंदी में खोजते हैं।',
  },
  imageMissing: {
    en: 'Add a picture: goods with one are bought more.',
    hi: 'तस्वीर जोड़ें: तस्वीर वाला सामान ज़्यादा बिकता है।',
  },
}

/** The sentences of one fault, with its values. A found English sentence that says more goes before. */
export function sayOf(code: LintCode, { values = {}, en }: Found): Said {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? '–'))
  const said = lintTexts[code]
  return { en: en ?? fill(said.en), hi: fill(said.hi) }
}
