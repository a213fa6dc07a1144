import { type FieldProblem, HaatError, invalid } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { checkOpeningHours, type OpeningHours } from '../../kernel/opening-hours.ts'
import { checkPhone } from '../../kernel/phone.ts'
import type { Place, Places, PlaceWarning } from '../../places/index.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import { tooManyShops } from './traders.errors.ts'
import { shopChanged } from './traders.events.ts'
import { type Actor, present, requireVersion, type TradersPolicy } from './traders.policy.ts'
import type { AddShopBody, ChangeShopBody } from './traders.schema.ts'
import {
  addShop,
  changeShop,
  countShops,
  findShop,
  findTrader,
  lockTrader,
  type ShopRow,
  shopsOf,
  type TraderRow,
} from './traders.store.ts'

export interface ShopsServiceDeps {
  db: Database
  outbox: Outbox
  places: Places
  policy: TradersPolicy
}

const mostShops = 500
/** Enough to see what is wrong with a list of PINs. */
const mostPinProblems = 50

type Where = { pin: string; point: AddShopBody['point']; digipin: string | null }
type Changed = { shop: ShopRow; warnings: PlaceWarning[] }

/** Shops: where a trader sells, when it is open and how far it delivers. */
export function createShopsService({ db, outbox, places, policy }: ShopsServiceDeps) {
  /** Checks everything that a shop says of itself against its trader and the directory of places. */
  function read(
    trader: TraderRow,
    {
      where,
      hours,
      carePhone,
      pinsServed,
    }: {
      where: Where
      hours: OpeningHours
      carePhone: string | null
      pinsServed: readonly string[]
    },
  ) {
    const problems: FieldProblem[] = []
    const place = resolve(where, problems)
    const at = place && placeIn(trader, place, problems)
    const week = checkOpeningHours(hours)
    if (!week.ok) problems.push({ pointer: '/hours', code: 'invalid', detail: week.reason })
    const phone = carePhone === null ? undefined : checkPhone(carePhone)
    if (phone && !phone.ok)
      problems.push({ pointer: '/carePhone', code: 'invalidPhone', detail: phone.reason })
    const served = [...new Set(pinsServed)]
    problems.push(...pinProblems(pinsServed).slice(0, mostPinProblems))
    if (problems.length > 0 || !at || !place || !week.ok) throw invalid(problems)
    return {
      columns: { ...at, hours: week.value, carePhone: phone?.ok ? phone.value : null, pinsServed: served },
      warnings: place.warnings,
    }
  }

  function resolve({ pin, point, digipin }: Where, problems: FieldProblem[]): Place | undefined {
    try {
      return places.resolvePlace({ pin, point: point ?? undefined, digipin: digipin ?? undefined })
    } catch (error) {
      if (!(error instanceof HaatError && error.kind === 'invalid')) throw error
      problems.push(...error.fields)
      return undefined
    }
  }

  /** Where the shop lies, if it may lie there. */
  function placeIn(trader: TraderRow, place: Place, problems: FieldProblem[]) {
    const { pin, district, state, point, pointFrom, confidence: pointConfidence } = place
    const refuse = (pointer: string, code: string, detail: string): undefined => {
      problems.push({ pointer, code, detail })
    }
    if (state === null || place.armyPostal) {
      return refuse(
        '/pin',
        'armyPostal',
        'A PIN that begins with 9 is the Army’s; give the PIN of the shop’s street.',
      )
    }
    if (trader.state !== null && trader.state !== state) {
      return refuse(
        '/pin',
        'stateMismatch',
        `PIN ${pin} lies in ${state}, but the trader is registered in ${trader.state}. A shop lies in the state of its trader’s registration.`,
      )
    }
    if (!point || !pointFrom) {
      return refuse(
        '/point',
        'required',
        'Nobody knows where this PIN lies; give the shop’s point or its DIGIPIN.',
      )
    }
    return { pin, district, state, lat: point.lat, lng: point.lng, pointFrom, pointConfidence }
  }

  const pinProblems = (pins: readonly string[]): FieldProblem[] =>
    pins.flatMap((pin, at) =>
      places.lookUp(pin)
        ? []
        : [
            {
              pointer: `/pinsServed/${at}`,
              code: 'unknownPin',
              detail: `India Post has no PIN code ${pin}.`,
            },
          ],
    )

  /** Runs `work` with the shop while its trader is held. */
  async function withShop<T>(
    person: Actor,
    id: Id<'shop'>,
    role: 'owner' | 'staff',
    work: (tx: Tx, trader: TraderRow, shop: ShopRow) => Promise<T>,
  ): Promise<T> {
    const result = await db.transaction(async (tx) => {
      const { traderId } = present(await findShop(tx, id), 'shop')
      await policy.requireRole(tx, person, traderId, role, 'shop')
      const trader = present(await lockTrader(tx, traderId), 'shop')
      // Read again now that nobody else can change it.
      return work(tx, trader, present(await findShop(tx, id), 'shop'))
    })
    outbox.nudge()
    return result
  }

  const publish = (tx: Tx, shop: ShopRow) => outbox.publish(tx, [event(shopChanged, { shopId: shop.id })])

  const setPaused = (person: Actor, id: Id<'shop'>, paused: boolean): Promise<ShopRow> =>
    withShop(person, id, 'staff', async (tx, _trader, before) => {
      if (before.paused === paused) return before
      const shop = await changeShop(tx, before, { paused })
      await publish(tx, shop)
      return shop
    })

  return {
    /** Throws `invalidFields` with every problem at once, `tooManyShops` (conflict). */
    async add(person: Actor, traderId: Id<'trader'>, body: AddShopBody): Promise<Changed> {
      const added = await db.transaction(async (tx) => {
        await policy.requireRole(tx, person, traderId, 'owner')
        const trader = present(await lockTrader(tx, traderId), 'trader')
        const { columns, warnings } = read(trader, { ...body, where: body })
        if ((await countShops(tx, traderId)) >= mostShops) throw tooManyShops(mostShops)
        const { name, line1, line2, landmark, city, radiusMetres, selfPickup } = body
        const told = { name, line1, line2, landmark, city, radiusMetres, selfPickup }
        const shop = await addShop(tx, { id: newId('shop'), traderId, ...told, ...columns })
        await publish(tx, shop)
        return { shop, warnings }
      })
      outbox.nudge()
      return added
    },

    /**
     * Changes what is given. A new PIN keeps a point that was given for the shop; `point: null` goes back to the
     * middle of the PIN. Throws as `add`, and `stale`.
     */
    change: (
      person: Actor,
      id: Id<'shop'>,
      patch: ChangeShopBody,
      expected: number | undefined,
    ): Promise<Changed> =>
      withShop(person, id, 'owner', async (tx, trader, before) => {
        requireVersion(before, expected)
        if (Object.keys(patch).length === 0) return { shop: before, warnings: [] }
        const { pin: _pin, point: _point, digipin: _digipin, ...told } = patch
        const { columns, warnings } = read(trader, {
          where: whereAfter(before, patch),
          hours: patch.hours ?? before.hours,
          carePhone: patch.carePhone === undefined ? before.carePhone : patch.carePhone,
          pinsServed: patch.pinsServed ?? before.pinsServed,
        })
        const pointFrom =
          patch.point || patch.digipin ? columns.pointFrom : keptPointFrom(before, columns.pointFrom)
        const shop = await changeShop(tx, before, { ...told, ...columns, pointFrom })
        await publish(tx, shop)
        return { shop, warnings }
      }),

    pause: (person: Actor, id: Id<'shop'>) => setPaused(person, id, true),
    resume: (person: Actor, id: Id<'shop'>) => setPaused(person, id, false),

    /** All shops of a trader, for its members and operators. Throws `notFound`. */
    async list(
      person: Actor,
      wanted: { traderId: Id<'trader'>; after: Id<'shop'> | undefined; limit: number },
    ): Promise<ShopRow[]> {
      await policy.requireReader(db, person, wanted.traderId)
      present(await findTrader(db, wanted.traderId), 'trader')
      return shopsOf(db, wanted)
    },

    /** For everybody: the shops of verified traders. Throws `notFound`. */
    async publicShop(id: Id<'shop'>): Promise<{ shop: ShopRow; trader: TraderRow }> {
      const shop = present(await findShop(db, id), 'shop')
      const trader = await findTrader(db, shop.traderId)
      return { shop, trader: present(trader?.status === 'verified' ? trader : undefined, 'shop') }
    },
  }
}

/** What is said of the place after a change: a point that was measured stays unless it is replaced. */
function whereAfter(before: ShopRow, { pin = before.pin, point, digipin }: ChangeShopBody): Where {
  const isReplaced = point !== undefined || digipin !== undefined
  const kept = isReplaced || before.pointFrom === 'pin' ? null : { lat: before.lat, lng: before.lng }
  return { pin, point: point ?? kept, digipin: digipin ?? null }
}

/** A kept point goes back in as a plain point; where it was from is what was said first. */
const keptPointFrom = (before: ShopRow, now: ShopRow['pointFrom']): ShopRow['pointFrom'] =>
  now === 'point' ? before.pointFrom : now
