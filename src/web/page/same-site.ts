/** A path of this market out of what a browser sent; `fallback` for anything that would lead elsewhere. */
export function samePath(text: string | undefined, fallback: string): string {
  if (!text || text.length > 1000 || !/^\/(?![/\\])/.test(text) || /[\\\p{Cc}]/u.test(text)) return fallback
  const url = new URL(text, 'http://market.invalid')
  return url.host === 'market.invalid' ? `${url.pathname}${url.search}${url.hash}` : fallback
}
