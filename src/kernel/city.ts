import { pinParts } from './pin-code.ts'

/** Nearer than so many metres one city's couriers go, whatever the PINs say. */
export const cityMetres = 40_000

/**
 * Whether a way between two PINs goes from city to city: into another sorting district, and not just across its
 * border. `metres` is 0 where nobody knows how far it is: the PINs decide.
 */
export const isBetweenCities = ({
  from,
  to,
  metres,
}: {
  from: string
  to: string
  metres: number
}): boolean =>
  pinParts(from).sortingDistrict !== pinParts(to).sortingDistrict && (metres === 0 || metres >= cityMetres)
