/** A state or union territory, spelled as the PIN directory spells it. */
export interface IndianState {
  /** The code that new GSTINs of this state begin with. */
  gstCode: string
  name: string
  /** Codes of the same ground before it was renamed, divided or merged: still met on old papers. */
  formerGstCodes?: readonly string[]
  /** Other spellings met in the wild. */
  alsoCalled?: readonly string[]
}

/**
 * GST state codes (CBIC's list; they follow the census codes).
 * 25 Daman and Diu went into 26 in January 2020; 28 was Andhra Pradesh before Telangana (36) left it,
 * what remains is 37; Ladakh has been 38 since it left Jammu and Kashmir (01).
 */
export const statesOfIndia: readonly IndianState[] = [
  { gstCode: '01', name: 'Jammu and Kashmir' },
  { gstCode: '02', name: 'Himachal Pradesh' },
  { gstCode: '03', name: 'Punjab' },
  { gstCode: '04', name: 'Chandigarh' },
  { gstCode: '05', name: 'Uttarakhand', alsoCalled: ['Uttaranchal'] },
  { gstCode: '06', name: 'Haryana' },
  {
    gstCode: '07',
    name: 'Delhi',
    alsoCalled: ['NCT of Delhi', 'New Delhi', 'National Capital Territory of Delhi'],
  },
  { gstCode: '08', name: 'Rajasthan' },
  { gstCode: '09', name: 'Uttar Pradesh' },
  { gstCode: '10', name: 'Bihar' },
  { gstCode: '11', name: 'Sikkim' },
  { gstCode: '12', name: 'Arunachal Pradesh' },
  { gstCode: '13', name: 'Nagaland' },
  { gstCode: '14', name: 'Manipur' },
  { gstCode: '15', name: 'Mizoram' },
  { gstCode: '16', name: 'Tripura' },
  { gstCode: '17', name: 'Meghalaya' },
  { gstCode: '18', name: 'Assam' },
  { gstCode: '19', name: 'West Bengal' },
  { gstCode: '20', name: 'Jharkhand' },
  { gstCode: '21', name: 'Odisha', alsoCalled: ['Orissa'] },
  { gstCode: '22', name: 'Chhattisgarh', alsoCalled: ['Chattisgarh'] },
  { gstCode: '23', name: 'Madhya Pradesh' },
  { gstCode: '24', name: 'Gujarat' },
  {
    gstCode: '26',
    name: 'Dadra and Nagar Haveli and Daman and Diu',
    formerGstCodes: ['25'],
    alsoCalled: ['Daman and Diu', 'Dadra and Nagar Haveli'],
  },
  { gstCode: '27', name: 'Maharashtra' },
  { gstCode: '29', name: 'Karnataka' },
  { gstCode: '30', name: 'Goa' },
  { gstCode: '31', name: 'Lakshadweep' },
  { gstCode: '32', name: 'Kerala' },
  { gstCode: '33', name: 'Tamil Nadu', alsoCalled: ['Tamilnadu'] },
  { gstCode: '34', name: 'Puducherry', alsoCalled: ['Pondicherry'] },
  { gstCode: '35', name: 'Andaman and Nicobar Islands', alsoCalled: ['Andaman and Nicobar'] },
  { gstCode: '36', name: 'Telangana' },
  { gstCode: '37', name: 'Andhra Pradesh', formerGstCodes: ['28'] },
  { gstCode: '38', name: 'Ladakh' },
]

const fold = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^a-z]+/g, ' ')
    .trim()

const byCode = new Map(
  statesOfIndia.flatMap((state) =>
    [state.gstCode, ...(state.formerGstCodes ?? [])].map((code) => [code, state] as const),
  ),
)
const byName = new Map(
  statesOfIndia.flatMap((state) =>
    [state.name, ...(state.alsoCalled ?? [])].map((name) => [fold(name), state] as const),
  ),
)

/** The state of a two-digit GST code, former codes included. */
export const stateOfGstCode = (code: string): IndianState | undefined => byCode.get(code)

/** The state of this name, in any usual spelling, with `&` or `and`. */
export const stateNamed = (name: string): IndianState | undefined => byName.get(fold(name))

/** The two-digit GST code that new registrations of this state carry. */
export const gstCodeOfState = (name: string): string | undefined => stateNamed(name)?.gstCode
