/**
 * What a price list can state, by our name for it, with the headings it is known by: letters and digits only, as
 * billing programs (Tally, Marg, Busy, Vyapar, Zoho), price lists and people write them. What means different things
 * in different lists is left out, and a person says it in the preview: "Qty" (of stock or of the pack), "Conv" (which
 * way round), "Company", "Alias", "PTR" and other prices before tax, "Minimum stock" (when to order again).
 */
export const headingNames = {
  sku: `sku skucode itemcode itemno productcode articleno code कोड वस्तुकोड सामानकोड skuid skuno articlenumber
    itemnumber उत्पादकोड आइटमकोड एसकेयू`,
  gtin: `gtin ean ean13 barcode upc barcodeno barcodenumber बारकोड बारकोडनंबर eancode eanno upccode itembarcode
    productbarcode barcodeean eanbarcode gtinean gtinnumber बारकोडसंख्या`,
  brand: 'brand brandname ब्रांड ब्रैंड ब्राण्ड कंपनी कम्पनी',
  name: `name productname itemname product item title description itemdescription particulars goods नाम सामान
    वस्तु उत्पाद वस्तुकानाम सामानकानाम उत्पादकानाम विवरण nameofitem stockitem stockitemname nameofgoods
    nameofproduct productdescription materialdescription goodsname descriptionofgoods itemdesc productdesc
    skuname skudescription articledescription articlename आइटम आइटमनाम आइटमकानाम वस्तुनाम उत्पादनाम मालकानाम
    सामाननाम`,
  nameHi: `namehi namehindi hindiname nameinhindi itemnamehindi हिंदीनाम हिन्दीनाम नामहिंदी नामहिंदीमें हिंदीमेंनाम
    नामहिन्दी itemnameinhindi productnamehindi productnameinhindi`,
  category: `category department shelf group itemgroup श्रेणी वर्ग प्रकार stockgroup stockcategory productgroup
    productcategory itemcategory categoryname groupname maingroup समूह`,
  subcategory: `subcategory subgroup itemsubgroup producttype उपश्रेणी उपवर्ग subcategoryname productsubcategory
    itemsubcategory subgroupname`,
  netQuantity: `netquantity netqty netweight netwt netcontent packsize pack size quantity मात्रा शुद्धमात्रा पैक पैकसाइज
    वजनमात्रा शुद्धवजन packing packingsize packagesize unitsize netcontents netvolume netvol grammage`,
  unit: 'unit uom unitofmeasure measure इकाई यूनिट माप baseunit mainunit unitname uqc',
  weightGrams: `weightgrams weight weightg weightgms weightkg grossweightkg packageweight grossweight grossweightg
    shippingweight वजन वज़न grosswt grosswtg grosswtkg shippingwt weightingrams weightgm weightinkg
    packedweight सकलवजन`,
  lengthMm: `lengthmm lengthcm packlength packagelength packlengthcm packlengthmm boxlength packagelengthcm
    packagelengthmm लंबाईसेमी लंबाईमिमी पैककीलंबाई लम्बाईसेमी`,
  widthMm: `widthmm widthcm packwidth packagewidth packwidthcm packwidthmm boxwidth packagewidthcm packagewidthmm
    breadthmm breadthcm packbreadth packagebreadth packagebreadthcm packagebreadthmm चौड़ाईसेमी चौड़ाईमिमी
    पैककीचौड़ाई`,
  heightMm: `heightmm heightcm packheight packageheight packheightcm packheightmm boxheight packageheightcm
    packageheightmm ऊँचाईसेमी ऊंचाईसेमी ऊँचाईमिमी ऊंचाईमिमी पैककीऊँचाई`,
  keepCold: `keepcold coldchain keeprefrigerated refrigerated chilled storecold tobekeptcold ठंडारखें ठंडारखना
    ठंडाचाहिए ठंडा`,
  hsn: `hsn hsncode hsnsac एचएसएन एचएसएनकोड hsnकोड hsnsaccode hsncodesac hsnorsac hsnno hsnnumber hscode
    itchscode एचएसएननंबर`,
  gstRate: `gstrate gst gstpercent gstpct tax taxrate जीएसटी जीएसटीदर कर करदर gstदर gstslab gsttax gsttaxrate
    rateofgst gstrates taxpercent taxpercentage taxpct gstpercentage taxslab rateoftax टैक्स टैक्सदर
    टैक्सप्रतिशत जीएसटीप्रतिशत`,
  mrp: `mrp mrprs mrpinr mrpinrs maximumretailprice एमआरपी अधिकतममूल्य अधिकतमखुदरामूल्य mrpperpc mrpperpiece
    mrpperunit mrpprice mrprate maxretailprice printedmrp अधिकतमविक्रयमूल्य`,
  price: `price sellingprice saleprice salerate pricers priceinr priceinrs rate sp मूल्य दाम कीमत क़ीमत भाव
    बिक्रीमूल्य विक्रयमूल्य रेट salesprice salesrate sellingrate sellrate sellprice srate दर बिक्रीदर
    विक्रयदर बिक्रीदाम बिक्रीभाव बिक्रीरेट`,
  stock: `stock available stockqty availablequantity inventory onhand closingstock स्टॉक स्टाक भंडार उपलब्ध माल
    closingqty closingquantity clqty clstock closingbalance closingbal closingbalanceqty currentstock
    currentstockquantity currentstockqty currentqty stockquantity stockonhand qtyonhand quantityonhand
    stockinhand qtyinhand instock availableqty availablestock balanceqty balancestock quantityavailable
    qtyavailable वर्तमानस्टॉक उपलब्धमात्रा उपलब्धस्टॉक स्टॉकमात्रा बचाहुआमाल बाकीमाल`,
  minimumQuantity: `minimumquantity minquantity minqty moq minimumorderquantity minorderqty minimum minimumorder
    न्यूनतममात्रा कमसेकम न्यूनतमऑर्डर minimumqty minimumorderqty minorderquantity minorder minimumsaleqty
    minsaleqty moqpcs moqpieces moqqty न्यूनतम न्यूनतमसंख्या न्यूनतमऑर्डरमात्रा न्यूनतमआर्डर`,
  step: `step stepquantity quantitystep multiple multiples multiplesof inmultiplesof ordermultiple lotsize कदम
    क़दम गुणा गुणक गुणे केगुणेमें गुणेमें orderinmultiplesof orderinmultiples saleinmultiplesof multipleqty`,
  packInner: `packinner inner innerpack innerpackpieces innerqty piecesperinner pcsperinner innerpieces box
    piecesperbox pcsperbox dozenpack भीतरीपैक अंदरकापैक डिब्बा डिब्बेमेंपीस boxqty boxquantity boxpack
    boxpacking boxpcs qtybox pcsbox pcbox piecesbox unitsbox pcperbox qtyperbox quantityperbox unitsperbox
    nosperbox pcsinbox piecesinbox pcsinner qtyperinner innerbox innerboxqty innerquantity बॉक्स बॉक्समेंपीस
    डिब्बेमें प्रतिडिब्बा प्रतिडिब्बापीस एकडिब्बेमें एकडिब्बेमेंपीस`,
  packCase: `packcase case casepack casesize caseqty casepieces piecespercase pcspercase carton cartonqty
    piecespercarton pcspercarton unitspercase peti पेटी पेटीमेंपीस कार्टन कार्टनमेंपीस cartonquantity
    cartonpack cartonpcs casequantity ctn ctnqty cfcqty qtycarton pcscarton piecescarton qtyctn pcsctn
    pcsperctn qtyperctn pcscase piecescase qtycase qtypercarton qtypercase quantitypercarton quantitypercase
    unitspercarton nosperctn nospercase nospercarton pcsincase pcsincarton mastercarton mastercartonqty
    mastercase outerqty outerpack पेटीमें प्रतिपेटी प्रतिपेटीपीस एकपेटीमें एकपेटीमेंपीस कार्टनमें`,
  slabs: `slabs slab priceslabs slabprices slabprice slabrates slabrate quantityprices pricesbyquantity bulkprices
    bulkprice bulkrate quantityrates स्लैब थोकदाम थोकभाव ज़्यादापरदाम ज्यादापरदाम मात्राकेदाम`,
  soldTo: 'soldto sellto audience buyers ख़रीदार खरीदार किसे ग्राहक',
  origin: `origin countryoforigin country मूलदेश देश उत्पत्तिदेश निर्माणदेश madein countryofmanufacture coo
    निर्मितदेश`,
  maker: `maker manufacturer manufacturername madeby packer importer mfr mfg निर्माता बनानेवाला उत्पादक पैकर mfgby
    mfdby mfgname mfrname manufacturedby manufacturedbyname manufacturerorpacker manufacturerorpackername
    manufacturernameaddress nameofmanufacturer packedby importedby packername importername makername
    निर्माताकानाम निर्मातानाम`,
  consumerCare: `consumercare customercare consumercarecontact customercarecontact helpline उपभोक्तासंपर्क ग्राहकसेवा
    शिकायतसंपर्क consumercareno consumercarenumber customercareno customercarenumber customercarephone
    consumercareemail customercareemail`,
  foodMark: `foodmark vegmark vegnonveg foodtype veg शाकाहारी शाकाहारीमांसाहारी चिह्न vegornonveg vegnonvegtype
    vegetarian वेजनॉनवेज`,
  fssai: `fssai fssaino fssainumber fssailicence fssailicense fssailicenceno एफएसएसएआई फूडलाइसेंस fssaiनंबर
    fssailic fssailicno fssailicencenumber fssailicensenumber fssaicode`,
  shelfLifeDays: `shelflifedays shelflife shelflifeindays bestbeforedays bestbefore टिकाऊदिन कितनेदिन bestbeforeindays
    expirydays expiryindays`,
  imageUrl: `imageurl imageurls image images picture photo तस्वीर चित्र फोटो फ़ोटो imagelink imagelinks imageaddress
    pictureurl picturelink photourl photolink productimage itemimage mainimage image1`,
} as const

export type Field = keyof typeof headingNames

/**
 * Names that mean it where the list has no column of a name above. Where two of them stand for one thing, such as a
 * retail and a wholesale rate without a price, neither is taken.
 */
export const lesserNames: Partial<Record<Field, string>> = {
  sku: 'itemid productid partno partnumber stockcode materialcode articlecode',
  brand: 'make',
  gstRate: 'igst igstrate igstpercent integratedtax integratedtaxrate',
  price: `wholesalerate wholesaleprice wsrate wsprice retailrate retailprice netrate netprice unitprice unitrate
    standardprice standardsellingprice offerprice ratea rateperpc rateperpcs rateperpiece rateperunit priceperpc
    priceperpcs priceperpiece priceperunit ratepc ratepcs ratepiece pricepc pricepcs pricepiece priceunit
    perpcrate perpiecerate एकपीसकादाम प्रतिपीसदाम प्रतिनगदाम`,
  stock: `openingstock openingqty openingquantity openingstockquantity openingstockqty openingbalance
    openingbalanceqty opstock opqty opstockqty physicalstock`,
}

/** Words that make another thing of a heading: "Rate (purchase)" and "Stock value" are neither price nor stock. */
export const otherThings = new Set(
  `purchase pur buy buying cost costing landing value amount amt date dt batch lot expiry exp discount disc off
  scheme free margin markup profit location rack bin godown reorder level limit old last previous prev cgst sgst cess
  excl exclusive excluding without ex basic plus alternate alt alias account ledger
  ख़रीद खरीद क्रय लागत राशि रकम कुल तारीख दिनांक बैच छूट पुराना पुरानी पुराने पिछला बिना`
    .split(/\s+/)
    .filter(Boolean),
)

/** Packs of the trade and bounds: a price or a stock of these is not that of one piece. */
export const packWords = new Set(
  'min minimum max maximum box boxes bx case cases cs carton cartons ctn peti dozen doz dz bag bori पेटी डिब्बा डिब्बे बॉक्स दर्जन बोरी'.split(
    ' ',
  ),
)
