import t from 'tap'
import { checkCountry, countryName } from './countries.ts'

t.test('countries are known by their code and their name', async (t) => {
  for (const [text, code] of [
    ['IN', 'IN'],
    [' in ', 'IN'],
    ['India', 'IN'],
    ['IND', 'IN'],
    ['united states', 'US'],
    ['Germany', 'DE'],
  ] as const) {
    t.same(checkCountry(text), { ok: true, value: code }, text)
  }
  t.equal(countryName('LK'), 'Sri Lanka')
})

t.test('what is no country is refused', async (t) => {
  // EU and XK are reserved and user-assigned codes, not countries of the standard.
  for (const text of ['', 'XX', 'EU', 'XK', 'Atlantis', '91']) t.notOk(checkCountry(text).ok, text)
})
