/** What a scanner tells of; names come without the prefix of their namespace. */
export interface XmlEvents {
  /** `attributes` is the text behind the name, to be read with `attribute`. */
  open(name: string, attributes: string): void
  /** A piece of text with its entities resolved; one text may come in several. */
  text(piece: string): void
  close(name: string): void
}

export interface XmlScanner {
  write(piece: string): void
  /** Throws when something is still open. */
  end(): void
}

/** Longest tag or piece of text that is waited for. */
const longestPiece = 1_000_000
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Reads XML piece by piece, as far as worksheets need it: well-formed tags, text, CDATA; comments and instructions are
 * passed over. A document type is refused, so there are no entities but the five of XML and numbers, and nothing is
 * fetched. Several times as fast as a general parser, against which its tests hold it.
 * Throws SyntaxError.
 */
export function createXmlScanner(events: XmlEvents): XmlScanner {
  const open: string[] = []
  let rest = ''

  /** Where the tag that begins at `from` ends: a `>` may stand inside quotes. -1: not whole yet. */
  const endOfTag = (from: number): number => {
    let end = rest.indexOf('>', from)
    while (end !== -1 && !isQuotesEven(from, end)) end = rest.indexOf('>', end + 1)
    return end
  }
  const isQuotesEven = (from: number, end: number): boolean => {
    let quote = 0
    for (let at = from; at < end; at++) {
      const code = rest.charCodeAt(at)
      if (code !== 34 && code !== 39) continue
      if (quote === 0) quote = code
      else if (quote === code) quote = 0
    }
    return quote === 0
  }
  const tag = (from: number, end: number): void => {
    if (rest.charCodeAt(from + 1) === 47) {
      const name = bare(rest.slice(from + 2, end).trim())
      if (open.pop() !== name) throw new SyntaxError(`</${name}> closes nothing`)
      events.close(name)
      return
    }
    const isEmpty = rest.charCodeAt(end - 1) === 47
    const last = isEmpty ? end - 1 : end
    let stop = from + 1
    while (stop < last && rest.charCodeAt(stop) > 32) stop++
    const name = bare(rest.slice(from + 1, stop))
    if (name === '') throw new SyntaxError('a tag has no name')
    events.open(name, rest.slice(stop, last))
    if (isEmpty) events.close(name)
    else {
      open.push(name)
      if (open.length > 100) throw new SyntaxError('tags are nested too deeply')
    }
  }

  return {
    write(piece) {
      rest = rest === '' ? piece : rest + piece
      let at = 0
      for (;;) {
        const start = rest.indexOf('<', at)
        if (start === -1) {
          // An entity may be cut by the end of the piece.
          const cut = rest.lastIndexOf('&')
          const end = cut >= at && rest.indexOf(';', cut) === -1 ? cut : rest.length
          if (end > at && open.length > 0) events.text(resolve(rest.slice(at, end)))
          at = end
          break
        }
        if (start > at && open.length > 0) events.text(resolve(rest.slice(at, start)))
        at = start
        const second = rest.charCodeAt(start + 1)
        if (second === 33 || second === 63) {
          const after = passOver(start)
          if (after === -1) break
          at = after
          continue
        }
        const end = endOfTag(start)
        if (end === -1) break
        tag(start, end)
        at = end + 1
      }
      rest = rest.slice(at)
      if (rest.length > longestPiece) throw new SyntaxError('a tag does not end')
    },
    end() {
      if (open.length > 0 || rest.trim() !== '') throw new SyntaxError('it ends in the middle')
    },
  }

  /** Behind a comment, an instruction or CDATA; -1: not whole yet. */
  function passOver(start: number): number {
    if (rest.startsWith('<?', start)) return behind('?>', start)
    if (rest.startsWith('<!--', start)) return behind('-->', start + 4)
    if (rest.startsWith('<![CDATA[', start)) {
      const end = rest.indexOf(']]>', start)
      if (end === -1) return -1
      events.text(rest.slice(start + 9, end))
      return end + 3
    }
    if (rest.length - start >= 9) throw new SyntaxError('it has a document type')
    return -1
  }
  function behind(mark: string, from: number): number {
    const end = rest.indexOf(mark, from)
    return end === -1 ? -1 : end + mark.length
  }
}

const bare = (name: string): string => {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

function resolve(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&]{1,10});?/g, (all, name: string) => {
    const known = entities[name]
    if (known !== undefined && all.endsWith(';')) return known
    const number = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name)
    const code = number ? Number.parseInt(number[1] ?? number[2]!, number[1] ? 16 : 10) : Number.NaN
    if (!all.endsWith(';') || !(code > 0 && code <= 0x10ffff))
      throw new SyntaxError(`there is no entity ${all}`)
    return String.fromCodePoint(code)
  })
}

/** The value of an attribute without a prefix; undefined where there is none. */
export function attribute(attributes: string, name: string): string | undefined {
  let at = attributes.indexOf(name)
  while (at !== -1) {
    const before = attributes.charCodeAt(at - 1)
    if (before <= 32) {
      const rest = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes.slice(at + name.length))
      if (rest) return resolve(rest[1] ?? rest[2] ?? '')
    }
    at = attributes.indexOf(name, at + 1)
  }
  return undefined
}
