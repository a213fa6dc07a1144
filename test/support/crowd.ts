import { createPrivateKey, sign } from 'node:crypto'
import { newId, uuidOf } from '../../src/kernel/ids.ts'
import { createSealer, deriveKey } from '../../src/platform/crypto/index.ts'
import { newPhone, type TestMarket } from './market.ts'

const decoded = (part: string): object => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

/**
 * Access tokens of so many new people, made with the market's own signing key: a thousand sign-ins by code would
 * take longer than what is to be tested. `secret` is the market's SECRET_KEY.
 */
export async function signInCrowd(market: TestMarket, secret: string, count: number): Promise<string[]> {
  const [head, body] = (await market.signIn(newPhone()))
    .split('.')
    .slice(0, 2)
    .map((part) => decoded(part!))
  const { kid } = head as { kid: string }
  const { rows } = await market.database.pool.query(
    'select sealed_private from signing_keys where kid = $1',
    [kid],
  )
  const sealer = createSealer({ key: deriveKey(secret, 'seal') })
  const key = createPrivateKey(sealer.open(rows[0].sealed_private, `signing_keys/${kid}/private`))
  const people = Array.from({ length: count }, () => ({ sub: newId('account'), phone: newPhone() }))
  await market.database.pool.query(
    'insert into accounts (id, phone) select * from unnest($1::uuid[], $2::text[])',
    [people.map(({ sub }) => uuidOf(sub)), people.map(({ phone }) => phone)],
  )
  return people.map(({ sub }) => {
    const text = `${encoded(head!)}.${encoded({ ...body, sub, sid: newId('session') })}`
    return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`
  })
}

/** Does the work for each item, so many at a time; the results in order. */
export async function crowd<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const line = async () => {
    while (next < items.length) {
      const at = next++
      results[at] = await work(items[at]!, at)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, line))
  return results
}
