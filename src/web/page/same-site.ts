const isOfOneSlash = (path: string): boolean => /^\/(?![/\\])/.test(path)

/** A path of this market out of what a browser sent; `fallback` for anything that would lead elsewhere. */
export function samePath(text: string | undefined, fallback: string): string {
  if (!text || text.length > 1000 || !isOfOneSlash(text) || /[\\\p{Cc}]/u.test(text)) return fallback
  const url = new URL(text, 'http://market.invalid')
  // Without its dots `/.//other.example` is an address of another host.
  const isHere = url.host === 'market.invalid' && isOfOneSlash(url.pathname)
  return isHere ? `${url.pathname}${url.search}${url.hash}` : fallback
}
