import { isIP } from 'node:net'
import { addressKind } from './addresses.ts'

export type UrlRefusal = 'badUrl' | 'scheme' | 'credentials' | 'privateAddress' | 'localName'

export type UrlVerdict =
  | { ok: true; url: URL; excused: boolean }
  | { ok: false; reason: UrlRefusal; detail: string }

export type AllowedHosts = { excuses(url: URL): boolean }

const LOCAL_NAMES = /(^|\.)(localhost|local|internal|intranet|home\.arpa|lan|localdomain)\.?$/i
const MAX_URL_LENGTH = 2048

/**
 * Reads the development switch: each entry is `host` (any port) or `host:port`, IPv6 in brackets.
 * Throws on an entry that is not a host: a typing mistake must not silently open or close the guard.
 */
export function parseAllowedHosts(entries: readonly string[]): AllowedHosts {
  const allowed = new Set(entries.map(normaliseEntry))
  return {
    excuses(url) {
      const port = url.port || (url.protocol === 'https:' ? '443' : '80')
      return allowed.has(url.hostname) || allowed.has(`${url.hostname}:${port}`)
    },
  }
}

/**
 * Judges a URL by its form alone, without asking the network: http or https (https unless its host is
 * excused), no user or password in it, and no literal address or name that lies inside a network.
 * `detail` is a plain sentence for whoever gave the URL.
 */
export function judgeUrl(text: string, { allowedHosts }: { allowedHosts: AllowedHosts }): UrlVerdict {
  const url = text.length <= MAX_URL_LENGTH && URL.canParse(text) ? new URL(text) : undefined
  if (!url?.hostname) {
    return refuse(
      'badUrl',
      `Give a full web address of at most ${MAX_URL_LENGTH} characters, such as https://example.com/hooks.`,
    )
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse('scheme', 'The address must begin with https://.')
  }
  if (url.username || url.password) {
    return refuse('credentials', 'Leave the user name and password out of the address.')
  }
  if (allowedHosts.excuses(url)) return { ok: true, url, excused: true }
  const literal = literalAddress(url.hostname)
  if (literal !== undefined && addressKind(literal) !== 'global') {
    return refuse('privateAddress', privateSentence(url.hostname))
  }
  if (literal === undefined && (LOCAL_NAMES.test(url.hostname) || !url.hostname.includes('.'))) {
    return refuse('localName', `${url.hostname} is a name inside a network. ${PUBLIC_PLEASE}`)
  }
  if (url.protocol !== 'https:') return refuse('scheme', 'The address must begin with https://.')
  return { ok: true, url, excused: false }
}

/** The IP address a URL host spells out (brackets removed), or undefined when the host is a name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return isIP(bare) ? bare : undefined
}

/** The sentence for a host that is, or resolves to, an address that is not on the open internet. */
export function privateSentence(hostname: string): string {
  return `${hostname} does not lead to the open internet. ${PUBLIC_PLEASE}`
}

const PUBLIC_PLEASE = 'Give an address that can be reached from anywhere.'

function refuse(reason: UrlRefusal, detail: string): UrlVerdict {
  return { ok: false, reason, detail }
}

function normaliseEntry(entry: string): string {
  const text = entry.trim()
  const port = /^(?:\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(text)?.[1]
  const host = port ? text.slice(0, -port.length - 1) : text
  const bracketed = isIP(host) === 6 ? `[${host}]` : host
  if (!/[/@?#\s]/.test(host) && URL.canParse(`http://${bracketed}/`)) {
    const { hostname } = new URL(`http://${bracketed}/`)
    if (hostname) return port ? `${hostname}:${Number(port)}` : hostname
  }
  throw new Error(`Allowed host "${entry}" is not a host or host:port.`)
}
