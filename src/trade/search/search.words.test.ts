import t from 'tap'
import { analyse, conceptsIn } from './search.analysis.ts'
import { documentWords } from './search.documents.ts'
import { fitOf, readPack } from './search.quantity.ts'
import { romanise } from './search.romanise.ts'
import { soundOf } from './search.sound.ts'
import { createSynonyms, readSynonyms } from './search.synonyms.ts'
import { editDistanceWithin, typosIn } from './search.typos.ts'
import { foldSpelling, formsOf, keyOf, splitWords, stem } from './search.words.ts'

t.test('text becomes words without accents, marks of sound or operators', async (t) => {
  t.same(splitWords('Café  "AMUL" -50g (x2) & ¼'), ['cafe', 'amul', '50g', 'x2', '1', '4'])
  t.same(splitWords('ज़ीरा गेहूँ'), ['जीरा', 'गेहूं'], 'nukta and candrabindu')
  t.same(splitWords('क्‍ष'), ['क्ष'], 'joiners are not seen')
  t.same(splitWords('ＲＩＣＥ'), ['rice'])
  t.same(splitWords('💥 \u0000 \ud800 ़'), [])
  t.equal(splitWords('a'.repeat(10_000))[0]!.length, 40)
})

t.test('plurals and spellings', async (t) => {
  for (const [word, singular] of [
    ['biscuits', 'biscuit'],
    ['berries', 'berry'],
    ['boxes', 'box'],
    ['dishes', 'dish'],
    ['tomatoes', 'tomato'],
    ['spices', 'spice'],
    ['glass', 'glass'],
    ['bus', 'bus'],
    ['oil', 'oil'],
    ['चावल', 'चावल'],
  ] as const) {
    t.equal(stem(word), singular, word)
  }
  for (const same of [
    ['aata', 'atta', 'ata'],
    ['chaawal', 'chaval', 'chawal'],
    ['ghee', 'ghi'],
    ['zeera', 'jira', 'jeera'],
    ['poori', 'puri'],
    ['phal', 'fal'],
  ]) {
    t.equal(new Set(same.map(foldSpelling)).size, 1, same.join(' '))
  }
  t.same(formsOf('noodles'), ['noodles', 'noodle', 'nudle'])
  t.equal(foldSpelling('7up'), '7up')
})

t.test('Hindi in Latin letters', async (t) => {
  for (const [hindi, latin] of [
    ['चावल', 'chaval'],
    ['आटा', 'ata'],
    ['नमकीन', 'namkin'],
    ['अगरबत्ती', 'agarbatti'],
    ['मूंग दाल', 'mung dal'],
    ['हल्दी', 'haldi'],
    ['ज़ीरा', 'zira'],
    ['बड़ा', 'bara'],
    ['अंबा', 'amba'],
    ['प्याज', 'pyaj'],
    ['घी', 'ghi'],
    ['न', 'na'],
  ] as const) {
    t.equal(romanise(hindi).join(' '), latin, hindi)
  }
  t.same(romanise('Rice 5 kg'), [], 'nothing else')
})

t.test('other scripts of India in Latin letters', async (t) => {
  for (const [word, latin] of [
    ['அரிசி', 'arisi'],
    ['மிளகு', 'milagu'],
    ['బెల్లం', 'bellam'],
    ['বেসন', 'besan'],
    ['ਪਿਆਜ਼', 'piaj'],
    ['ડુંગળી', 'dungli'],
    ['ಅಕ್ಕಿ', 'akki'],
    ['പാൽ', 'pal'],
    ['ଚାଉଳ', 'chaula'],
  ] as const) {
    t.equal(romanise(word).join(' '), latin, word)
  }
})

t.test('words that sound alike', async (t) => {
  for (const same of [
    ['dhaniya', 'dhania', 'dhaniyaa', 'dania', 'dhanya'.replace('ny', 'niy')],
    ['maida', 'mayda', 'maidaa', 'medaa'],
    ['chhole', 'chole', 'chholey'],
    ['shakkar', 'sakkar', 'shakar'],
    ['thaali', 'thali', 'tali'],
    ['jeera', 'zeera', 'jira', 'zira'],
    ['vadi', 'wadi', 'waadi'],
    ['phal', 'fal'],
  ]) {
    t.equal(new Set(same.map(soundOf)).size, 1, same.join(' '))
  }
  for (const [one, other] of [
    ['dal', 'dil'],
    ['rice', 'rose'],
    ['soap', 'soup'],
    ['til', 'tel'],
  ] as const) {
    t.not(soundOf(one), soundOf(other), `${one} is not ${other}`)
  }
})

t.test('sizes of packs', async (t) => {
  const read = (text: string) => {
    const { rest, pack } = readPack(text)
    return [rest.trim().replace(/\s+/g, ' '), pack && `${pack.amount} ${pack.of}`]
  }
  t.same(read('2 kg toor dal'), ['toor dal', '2000 g'])
  t.same(read('amul 500ml'), ['amul', '500 ml'])
  t.same(read('तूर दाल २ किलो'), ['तूर दाल', '2000 g'])
  t.same(read('1.5 litre coke'), ['coke', '1500 ml'])
  t.same(read('aadha kilo cheeni'), ['cheeni', '500 g'])
  t.same(read('eggs 1 dozen'), ['eggs', '12 piece'])
  t.same(read('2 minute noodles'), ['2 minute noodles', null], 'a number without a unit is a word')
  t.same(read('7up 5 star'), ['7up 5 star', null])
  t.same(read('500 ml'), ['500 ml', null], 'nothing else is asked for')
  t.same(read('0 kg rice'), ['rice', null])
  t.same(read('dog food'), ['dog food', null], 'a spoken number is a word of its own')
  t.same(read('do kg aloo'), ['aloo', '2000 g'])
  const { pack } = readPack('dal 2 kg')
  t.equal(fitOf(pack!, 2, 'kg'), 1)
  t.equal(fitOf(pack!, 2000, 'g'), 1)
  t.equal(fitOf(pack!, 1, 'kg'), 0.25)
  t.equal(fitOf(pack!, 2, 'l'), 0)
})

t.test('mistyped words', async (t) => {
  t.ok(editDistanceWithin('chawl', 'chawal', 1))
  t.ok(editDistanceWithin('sgaur', 'sugar', 2))
  t.ok(editDistanceWithin('turmreic', 'turmeric', 1), 'neighbours exchanged are one step')
  t.notOk(editDistanceWithin('rice', 'rajma', 2))
  t.notOk(editDistanceWithin('a', 'abcd', 2))
  t.ok(editDistanceWithin('', 'ab', 2))
  t.same(['dal', 'rice', 'chawal', 'turmeric'].map(typosIn), [0, 1, 1, 2])
})

t.test('synonyms', async (t) => {
  const synonyms = createSynonyms([
    { id: 'flour', terms: ['atta', 'wheat flour', 'gehun ka atta', 'आटा'] },
    { id: 'wheat', terms: ['wheat', 'gehun'] },
    { id: 'rice', terms: ['chawal', 'rice'] },
    { id: 'puffed', terms: ['puffed rice', 'murmura'] },
  ])
  const units = (text: string) => {
    const analysis = analyse(text, synonyms)
    return analysis.kind === 'units'
      ? analysis.units.map((unit) => [unit.words.join(' '), ...unit.concepts])
      : analysis.kind
  }
  t.same(units('whole wheat flour'), [['whole'], ['wheat flour', 'flour']], 'the longest term first')
  t.same(units('gehun ka aata 5kg'), [['gehun ka aata', 'flour']], 'a size of pack is a wish')
  t.same(units('5 kg'), [['5'], ['kg']], 'unless nothing else is asked for')
  t.same(units('the rice of the farm'), [['rice', 'rice'], ['farm']], 'what says nothing is left out')
  t.same(units('the'), [['the']], 'unless there is nothing else')
  t.equal(units('  '), 'everything')
  t.equal(units('💥'), 'nothing')
  t.equal(units('a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12').length, 10)
  t.same(conceptsIn(splitWords('Puffed Rice'), synonyms), { outer: ['puffed'], inner: ['rice'] })
  t.same(synonyms.conceptsBeginningWith('chav', 5), ['rice'])
  t.same(synonyms.conceptsBeginningWith('zzz', 5), [])
  t.same(synonyms.conceptsLike('chawaal', 1), ['rice'])
  t.same(synonyms.termsOf('wheat'), ['wheat', 'gehun'])
  const real = readSynonyms()
  t.ok(real.conceptsOf(['wheat', 'flour']).includes('wheat-flour'))
  t.same(real.conceptsOf(['aata']), real.conceptsOf(['आटा']))
})

t.test('the words of a document stand once each, in their weightiest class', async (t) => {
  const words = documentWords(
    {
      name: 'Marie Biscuits',
      nameHi: 'मेरी बिस्कुट',
      brand: 'Marie',
      category: 'Biscuits and Rusks',
      maker: 'Britannia, Kolkata',
      netQuantity: 250,
      unit: 'g',
    },
    readSynonyms(),
  )
  const all = [...words.name, ...words.brand, ...words.other]
  t.equal(new Set(all).size, all.length)
  t.ok(words.name.includes('biscuit') && words.name.includes('बिस्कुट') && words.name.includes('biskut'))
  t.same(words.brand, [], 'the name has it already')
  t.ok(words.other.includes('250g') && words.other.includes('britannia') && words.other.includes('rusk'))
  t.equal(words.nameLength, 2)
  t.equal(keyOf('Atta'.toLowerCase()), 'ata')
})
