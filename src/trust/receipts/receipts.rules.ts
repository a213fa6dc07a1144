import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ChainHead, Receipt, ReceiptKey, SignedReceipt } from './receipts.types.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A compact JWS (RFC 7515, EdDSA): the very bytes that were signed travel with the signature. */
export function signJws(
  payload: object,
  { kid, privateKey }: { kid: string; privateKey: KeyObject },
): string {
  const signed = `${encode({ alg: 'EdDSA', kid, typ: 'JOSE' })}.${encode(payload)}`
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
}

/** By what the next receipt names this one. */
export const hashOf = (jws: string): string => createHash('sha256').update(jws).digest('base64url')

/** What a JWS of our own states; its signature is not looked at. */
export const payloadOf = (jws: string): unknown =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'))

/** What a verification found out. `problems` is empty when everything holds. */
export interface Verdict {
  receipts: Receipt[]
  chains: { chain: string; from: number; to: number; complete: boolean }[]
  problems: string[]
}

/**
 * Verifies receipts and exported chains with nothing but the market's public keys: signatures, that the readable
 * part is what was signed, and in chains that no receipt is missing, exchanged or cut off.
 * @param files what was read from receipt or chain files, parsed
 */
export function verifyReceipts(files: readonly unknown[], keySet: unknown): Verdict {
  const keys = keysOf(keySet)
  const problems: string[] = []
  const chains = new Map<string, Map<number, { receipt: Receipt; jws: string }>>()
  const heads = new Map<string, ChainHead>()
  const isChain = new Set<string>()
  const receipts: Receipt[] = []

  const take = (one: unknown, inChain: boolean): void => {
    const read = readSigned(one, keys)
    if (typeof read === 'string') return void problems.push(read)
    const { chain, number } = read.receipt
    const kept = chains.get(chain) ?? new Map()
    chains.set(chain, kept)
    if (inChain) isChain.add(chain)
    const other = kept.get(number)
    if (other && other.jws !== read.jws)
      problems.push(`${chain}: there are two receipts with number ${number}.`)
    if (!other) receipts.push(read.receipt)
    kept.set(number, read)
  }

  for (const file of files) {
    // Receipts of one parcel stand in one file without following on each other.
    const several = (file as { receipts?: unknown } | null)?.receipts
    if (Array.isArray(several)) {
      for (const one of several) take(one, false)
      continue
    }
    const items = (file as { items?: unknown } | null)?.items
    if (!Array.isArray(items)) {
      take(file, false)
      continue
    }
    for (const item of items) take(item, true)
    const head = (file as { head?: unknown }).head
    if (head === null || head === undefined) continue
    const read = readHead(head, keys)
    if (typeof read === 'string') problems.push(read)
    else if ((heads.get(read.chain)?.number ?? 0) <= read.number) heads.set(read.chain, read)
  }
  for (const [chain] of heads) isChain.add(chain)

  const found = [...isChain].map((chain) => {
    const kept = [...(chains.get(chain) ?? new Map<number, SignedReceipt>()).values()].sort(
      (a, b) => a.receipt.number - b.receipt.number,
    )
    const before = problems.length
    problems.push(...linksOf(chain, kept, heads.get(chain)))
    const from = kept[0]?.receipt.number ?? 0
    return {
      chain,
      from,
      to: kept.at(-1)?.receipt.number ?? 0,
      complete: problems.length === before && from <= 1 && heads.has(chain),
    }
  })
  if (files.length === 0 || (receipts.length === 0 && heads.size === 0 && problems.length === 0))
    problems.push('There is no receipt in what was given.')
  return { receipts, chains: found, problems }
}

/** What is wrong between the receipts of one chain, in their order. */
function linksOf(chain: string, kept: readonly SignedReceipt[], head: ChainHead | undefined): string[] {
  const problems: string[] = []
  kept.forEach(({ receipt }, at) => {
    const before = kept[at - 1]
    if (!before) return
    if (receipt.number !== before.receipt.number + 1) {
      problems.push(`${chain}: between ${before.receipt.number} and ${receipt.number} receipts are missing.`)
    } else if (receipt.previous !== hashOf(before.jws)) {
      problems.push(
        `${chain}: ${receipt.number} does not follow on the ${before.receipt.number} given here; one of them was exchanged.`,
      )
    }
  })
  const last = kept.at(-1)
  if (!head || head.number === 0) return problems
  if (!last || last.receipt.number < head.number)
    problems.push(
      `${chain}: the chain goes on to ${head.number}; what is here ends at ${last?.receipt.number ?? 0}.`,
    )
  else {
    const atHead = kept.find(({ receipt }) => receipt.number === head.number)
    if (atHead && hashOf(atHead.jws) !== head.hash)
      problems.push(`${chain}: ${head.number} is not the receipt with which the chain ended.`)
  }
  return problems
}

function readSigned(one: unknown, keys: Keys): SignedReceipt | string {
  const { receipt, jws } = (one ?? {}) as { receipt?: unknown; jws?: unknown }
  if (typeof jws !== 'string') return 'A receipt carries no signature.'
  const payload = readJws(jws, keys)
  if (typeof payload === 'string') return payload
  const stated = payload as Receipt
  if (stated.type !== 'haat-receipt' || stated.version !== 1)
    return 'Something was signed that is no receipt.'
  if (receipt !== undefined && !isDeepStrictEqual(receipt, stated))
    return `${stated.chain} ${stated.number}: what can be read was changed; it is not what was signed.`
  if ((stated.number === 1) !== (stated.previous === null))
    return `${stated.chain} ${stated.number}: it does not say what it follows on.`
  return { receipt: stated, jws }
}

function readHead(jws: unknown, keys: Keys): ChainHead | string {
  const payload = typeof jws === 'string' ? readJws(jws, keys) : 'The end of a chain carries no signature.'
  if (typeof payload === 'string') return payload
  return (payload as ChainHead).type === 'haat-receipt-chain'
    ? (payload as ChainHead)
    : 'Something was signed that is no end of a chain.'
}

type Keys = ReadonlyMap<string, KeyObject>

function keysOf(keySet: unknown): Keys {
  const list = (keySet as { keys?: unknown } | null)?.keys
  if (!Array.isArray(list)) return new Map()
  return new Map(
    (list as Partial<ReceiptKey>[])
      .filter(
        (key) =>
          key?.kty === 'OKP' &&
          key.crv === 'Ed25519' &&
          typeof key.kid === 'string' &&
          /^[\w-]{43}$/.test(key.x ?? ''),
      )
      .map(({ kid, kty, crv, x }) => [
        kid!,
        createPublicKey({ key: { kty: kty!, crv: crv!, x: x! }, format: 'jwk' }),
      ]),
  )
}

/** The payload of a JWS that one of these keys signed, or a sentence. */
function readJws(jws: string, keys: Keys): object | string {
  const parts = jws.split('.')
  if (parts.length !== 3) return 'A signature is not whole.'
  const [header, payload, signature] = parts as [string, string, string]
  const head = parsed(header) as { alg?: unknown; kid?: unknown } | undefined
  if (head?.alg !== 'EdDSA' || typeof head.kid !== 'string')
    return 'A signature is not of the kind that markets make.'
  const key = keys.get(head.kid)
  if (!key)
    return `The key ${head.kid} is not among those given: another market signed it, or the keys are older.`
  const bytes = Buffer.from(signature, 'base64url')
  // One signature, one way to write it: else two files with different hashes would both verify.
  const isCanonical = bytes.toString('base64url') === signature
  if (!isCanonical || !verify(null, Buffer.from(`${header}.${payload}`), key, bytes))
    return 'A signature does not fit: the receipt was changed or forged.'
  const stated = parsed(payload)
  return typeof stated === 'object' && stated !== null ? stated : 'Something was signed that is no receipt.'
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
