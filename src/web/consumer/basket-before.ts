import { groupBy } from '../../kernel/collections.ts'
import { cookieOf, type View } from '../page/index.ts'
import type { Wanted } from './basket.ts'

/**
 * The basket as it was before all of it was replaced or emptied, so that this can be undone: for an hour, in a
 * cookie of the browser, which holds as many lines as a cart on the server.
 */
const cookie = 'haat_basket_before'
const hourSeconds = 3600
/** Browsers drop longer ones. */
const mostBytes = 3900

type Holder = Pick<View, 'request' | 'reply'>

/** Shops with their goods: ids without their prefixes, and nothing that a cookie would have to escape. */
const written = (wanted: readonly Wanted[]): string =>
  [...groupBy(wanted, ({ shopId }) => shopId)]
    .map(([shopId, lines]) =>
      [shopId.slice(4), ...lines.map(({ listingId, quantity }) => `${listingId.slice(4)}-${quantity}`)].join(
        '.',
      ),
    )
    .join('_')

export function keepBefore({ request, reply }: Holder, wanted: readonly Wanted[]): void {
  const text = written(wanted)
  if (wanted.length === 0 || text.length > mostBytes) return
  reply.setCookie(cookie, text, cookieOf(request, hourSeconds))
}

export const dropBefore = ({ reply }: Holder): void => void reply.clearCookie(cookie, { path: '/' })

/** What was in the basket before; whatever a browser made up is left out. */
export function basketBefore({ request }: Pick<Holder, 'request'>): Wanted[] {
  return (request.cookies[cookie] ?? '').split('_').flatMap((shop) => {
    const [shopPart = '', ...lines] = shop.split('.')
    if (!/^[0-9a-z]{26}$/.test(shopPart)) return []
    return lines.flatMap((line) => {
      const read = /^([0-9a-z]{26})-([1-9][0-9]{0,5})$/.exec(line)
      return read
        ? [
            {
              shopId: `shp_${shopPart}`,
              listingId: `lst_${read[1]}`,
              quantity: Math.min(Number(read[2]), 100_000),
            },
          ]
        : []
    })
  })
}
