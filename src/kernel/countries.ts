import { bad, type Checked, good } from './checked.ts'

// ISO 3166-1, the officially assigned alpha-2 codes.
const codes = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY ' +
    'BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK ' +
    'FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR ' +
    'IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ' +
    'ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM ' +
    'PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF ' +
    'TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
)

const names = new Intl.DisplayNames(['en'], { type: 'region' })
const byName = new Map([...codes].map((code) => [names.of(code)!.toLowerCase(), code]))
// ISO 3166-1 alpha-3, of the countries that most goods come from.
const threeLetters =
  'ARE:AE AUS:AU AUT:AT BEL:BE BGD:BD BRA:BR BTN:BT CAN:CA CHE:CH CHL:CL CHN:CN CZE:CZ DEU:DE DNK:DK EGY:EG ESP:ES FIN:FI FRA:FR GBR:GB GRC:GR HKG:HK HUN:HU IDN:ID IND:IN IRL:IE IRN:IR ISR:IL ITA:IT JPN:JP KEN:KE KOR:KR LKA:LK MEX:MX MMR:MM MYS:MY NLD:NL NOR:NO NPL:NP NZL:NZ PAK:PK PHL:PH POL:PL PRT:PT RUS:RU SAU:SA SGP:SG SWE:SE THA:TH TUR:TR TWN:TW UKR:UA USA:US VNM:VN ZAF:ZA'
for (const pair of threeLetters.split(' ')) {
  const [three, two] = pair.split(':') as [string, string]
  byName.set(three.toLowerCase(), two)
}
// What Indian price lists write besides.
for (const [name, code] of [
  ['bharat', 'IN'],
  ['made in india', 'IN'],
  ['uk', 'GB'],
  ['uae', 'AE'],
] as const)
  byName.set(name, code)

/** Checks a country: its ISO 3166-1 alpha-2 code or its English name; answers the code. */
export const checkCountry = (text: string): Checked => {
  const word = text.trim()
  const code = word.toUpperCase()
  if (codes.has(code)) return good(code)
  const named = byName.get(word.toLowerCase())
  return named
    ? good(named)
    : bad('This is no country. Write its two letters by ISO 3166, such as IN, or its English name.')
}

/** The English name of a (checked) country code. */
export const countryName = (code: string): string => names.of(code) ?? code
