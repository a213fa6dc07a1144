import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { indiaDay, startOfIndiaDay } from '../../kernel/india-day.ts'
import type { PinDirectory } from '../../places/index.ts'
import type { Database, Sql } from '../../platform/database/index.ts'
import type { PointFacts, PointsService } from '../points/index.ts'
import { isEnded, pointsOf, type Shipment, type ShipmentShops, type Shipments } from '../shipments/index.ts'
import type { PostAddress, PostArticle, PostFiles, PostFolder, PostOrders } from './post.ports.ts'
import * as store from './post.store.ts'

export interface BookingDeps {
  db: Database
  shipments: Pick<Shipments, 'several'>
  orders: PostOrders
  shops: Pick<ShipmentShops, 'shopFacts'>
  points: Pick<PointsService, 'several'>
  places: Pick<PinDirectory, 'lookUp'>
  files: PostFiles
  /** Shared with the post; files are fetched over the API alone when absent. */
  folder?: PostFolder | undefined
  /** The number of the contract with the post. */
  customer: string
  /** Hours in India at which the day's articles are closed into files. */
  closeHours: readonly number[]
  now?: () => Date
}

const hourMs = 3_600_000

/** The latest instant at which articles were to be closed into files. */
export function latestClosing(now: Date, hours: readonly number[]): Date {
  const today = startOfIndiaDay(indiaDay(now)).getTime()
  const instants = hours.flatMap((hour) => [today + hour * hourMs, today + (hour - 24) * hourMs])
  return new Date(Math.max(...instants.filter((at) => at <= now.getTime())))
}

export type BookingService = ReturnType<typeof createBookingService>

/** Booking files: what the post is told of the articles that it will be handed. */
export function createBookingService(deps: BookingDeps) {
  const { db, shipments, orders, shops, points, places, files, folder, customer } = deps
  const now = deps.now ?? (() => new Date())

  const headOf = (row: store.BookingRow) => ({
    ...{ customer, officePin: row.officePin, day: row.day, number: row.number },
  })

  const ofPoint = ({ name, phone, line1, pin }: PointFacts): PostAddress => ({
    ...{ name, phone: phone ?? '', line1, line2: '', pin, city: places.lookUp(pin)?.district ?? '' },
    state: places.lookUp(pin)?.state ?? '',
  })

  /** What the file says of these articles; those that have arrived, gone back or were called off are left out. */
  const tell = async (
    sql: Sql,
    rows: readonly store.ArticleRow[],
    parcels: ReadonlyMap<Id<'shipment'>, Shipment>,
  ): Promise<PostArticle[]> => {
    const open = rows.flatMap((row) => {
      const parcel = parcels.get(row.shipmentId)
      return parcel && !isEnded(parcel.state) ? [{ row, parcel }] : []
    })
    const orderOf = await orders.ordersFor(
      sql,
      open.map(({ parcel }) => parcel.orderId),
    )
    const shopOf = await shops.shopFacts(sql, [...new Set(open.map(({ parcel }) => parcel.shopId))])
    const pointOf = await points.several(sql, pointsOf(open.map(({ parcel }) => parcel)))
    return open.flatMap(({ row, parcel }): PostArticle[] => {
      const order = orderOf.get(parcel.orderId)
      const shop = shopOf.get(parcel.shopId)
      if (!order || !shop) return []
      const atShop: PostAddress = {
        ...{ name: shop.shopName, phone: shop.carePhone ?? '', pin: shop.pin, state: shop.state },
        ...{ line1: shop.address.line1, line2: shop.address.line2 ?? '', city: shop.address.city },
      }
      const { drop } = order
      const area = places.lookUp(drop.pin)
      const atDoor: PostAddress = {
        ...{ name: drop.name, phone: drop.phone, pin: drop.pin, line1: drop.line1 },
        line2: [drop.line2, drop.landmark].filter(Boolean).join(', '),
        ...{ city: area?.district ?? area?.office ?? '', state: area?.state ?? '' },
      }
      const from = parcel.fromPoint && pointOf.get(parcel.fromPoint)
      const to = parcel.toPoint && pointOf.get(parcel.toPoint)
      const end = parcel.back ? atShop : atDoor
      return [
        {
          ...{ number: row.number, weightGrams: parcel.weightGrams, codPaise: parcel.codPaise },
          ...{ valuePaise: order.goodsPaise, reference: order.orderId, size: parcel.size },
          sender: from ? ofPoint(from) : parcel.back ? atDoor : atShop,
          addressee: to ? ofPoint(to) : end,
        },
      ]
    })
  }

  const content = async (sql: Sql, row: store.BookingRow): Promise<string> => {
    const rows = await store.articlesOf(sql, row.bookingId)
    const parcels = await shipments.several(
      sql,
      rows.map(({ shipmentId }) => shipmentId),
    )
    const articles = await tell(sql, rows, parcels)
    return files.write(headOf(row), articles, await store.cancellationsOf(sql, row.bookingId))
  }

  /**
   * Closes what waits at an office into one file; undefined when another process took it. Its rows are held until
   * the file stands: who calls one off meanwhile waits, and is told of in the next file.
   */
  const closeOffice = (officePin: string, before: Date): Promise<store.BookingRow | undefined> =>
    db.transaction(async (tx) => {
      const rows = await store.lockWaiting(tx, officePin, before)
      const parcels = await shipments.several(
        tx,
        rows.map(({ shipmentId }) => shipmentId),
      )
      const takenBack = await store.lockCalledOff(tx, officePin, before)
      if (rows.length + takenBack.length === 0) return undefined
      const codPaise = rows.reduce((sum, row) => sum + (parcels.get(row.shipmentId)?.codPaise ?? 0n), 0n)
      const numbers = rows.map(({ number }) => number)
      return store.insertBooking(tx, { officePin, day: indiaDay(now()), codPaise, numbers, takenBack })
    })

  const close = async (before: Date): Promise<store.BookingRow[]> => {
    const made: store.BookingRow[] = []
    for (const { officePin, articles, cancellations } of await store.officesWaiting(db, before)) {
      for (let left = Math.max(articles, cancellations); left > 0; left -= store.mostInFile) {
        const row = await closeOffice(officePin, before)
        if (!row) break
        made.push(row)
      }
    }
    return made
  }

  /** Lays the files that were made into the shared folder: the same again is the same file. */
  const lay = async (): Promise<number> => {
    if (!folder) return 0
    const rows = await store.readUnlaid(db)
    for (const row of rows) {
      await folder.put(files.nameOf(headOf(row)), await content(db, row))
      await db.transaction((tx) => store.markLaid(tx, row.bookingId))
    }
    return rows.length
  }

  return {
    /** Closes everything that waits now, and lays the files. */
    async closeNow(): Promise<store.BookingRow[]> {
      const made = await close(new Date(now().getTime() + hourMs))
      await lay()
      return made
    },

    /** The same at the hours that are set. */
    async closeInTime(): Promise<{ made: number; laid: number }> {
      const made = await close(latestClosing(now(), deps.closeHours))
      return { made: made.length, laid: await lay() }
    },

    list: (page: Parameters<typeof store.readBookings>[1]) => store.readBookings(db, page),

    /** A file by its id, as it is said now. Throws `notFound`. */
    async file(id: Id<'postFile'>): Promise<{ name: string; content: string }> {
      const row = await store.readBooking(db, id)
      if (!row) throw notFound('file')
      return { name: files.nameOf(headOf(row)), content: await content(db, row) }
    },

    /** Articles and cancellations of which no file tells yet. */
    async waiting(): Promise<{ waiting: number; calledOff: number }> {
      const offices = await store.officesWaiting(db, new Date(now().getTime() + hourMs))
      return {
        waiting: offices.reduce((sum, { articles }) => sum + articles, 0),
        calledOff: offices.reduce((sum, { cancellations }) => sum + cancellations, 0),
      }
    },
  }
}
