import { claimDeliveries, type Delivery, type Subscription } from '../../src/platform/outbox/index.ts'
import type { TradeWorld } from './trade-world.ts'

/** Hands on what waits in the outbox for these subscriptions, as a worker would. */
export function outboxHand({ db, sql, outbox }: TradeWorld, subscriptions: readonly Subscription[]) {
  const publish = (...events: Parameters<typeof outbox.publish>[1]) =>
    db.transaction((tx) => outbox.publish(tx, events))

  const names = subscriptions.map(({ consumer }) => consumer.name)
  const handle = async (row: Delivery<never> & { consumer: string }): Promise<void> => {
    const subscription = subscriptions.find(({ consumer }) => consumer.name === row.consumer)!
    if (subscription.handle.mode !== 'single') throw new Error('dispatch handles events one by one')
    const [definition] = subscription.consumer.on
    const payload = definition!.payload.parse(row.payload)
    await subscription.handle.run(
      { ...row, payload } as unknown as Delivery<never>,
      async (tx) => (await claimDeliveries(tx, [row.id])).size === 1,
    )
  }
  const waiting = (due: boolean): Promise<(Delivery<never> & { consumer: string })[]> =>
    sql(
      `select id, topic, consumer, payload from outbox where consumer = any($1) and (not $2 or due_at <= now())
       order by due_at, id`,
      [names, due],
    ) as Promise<(Delivery<never> & { consumer: string })[]>

  /** Handles what is due until nothing is; how many events that were. */
  const settle = async (): Promise<number> => {
    let handled = 0
    for (let rows = await waiting(true); rows.length > 0; rows = await waiting(true)) {
      await handle(rows[0]!)
      if (++handled > 1000) throw new Error('events without end')
    }
    return handled
  }
  /** Lets the time of all timers come that wait now, and settles. */
  const passTime = async (): Promise<number> => {
    await sql('update outbox set due_at = now() where consumer = any($1)', [names])
    return settle()
  }

  return { publish, handle, waiting, settle, passTime }
}
