import { readFileSync } from 'node:fs'

/** For every city, or one that nobody knows. */
const everywhere = '*'

/**
 * ONDC's code of a PIN's city, the trunk code of its telephones (`std:080`), from the network's own table; a star
 * where it has none.
 */
export function cityCodes(): (pin: string) => string {
  const file = new URL('../../../../data/ondc/cities.csv', import.meta.url)
  const codes = new Map<string, string>()
  for (const line of readFileSync(file, 'utf8').trimEnd().split('\n').slice(1)) {
    const [code, pins] = line.split(',') as [string, string]
    for (const pin of pins.split(' ')) codes.set(pin, `std:${code}`)
  }
  return (pin) => codes.get(pin) ?? everywhere
}
