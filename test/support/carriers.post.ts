import { postEvents, readPostEvent } from '../../src/delivery/adapters/post/index.ts'
import { type Carrier, good, type Order, type Stage } from './carriers.stage.ts'
import { trackingFile, trackingRow } from './post-office.ts'

/** The post, which is told by files and tells by files. */
export function postCarrierOf({ world, packed, eventNumber }: Stage): Carrier {
  // What nobody else serves goes by post; its files have seconds, and of words of one second the last counts.
  const eventOf = (word: string): string => postEvents.find((event) => readPostEvent(event) === word) ?? word
  const legOf = async (order: Order) => (await world.shipments.wayOf(world.db, order))!.legs.at(-1)!
  let seconds = 0
  let lastRow = ''
  return {
    name: 'the post',
    cannot: { decline: 'the post takes what it is given' },
    silentOn: ['agentAssigned', 'atPickup'],
    async take() {
      world.postIs.open = true
      const order = await packed(undefined)
      world.postIs.open = false
      return order
    },
    async tell(order, { word, again, occurredAt, reason }) {
      if (!again) seconds += 1
      const at = occurredAt ?? new Date(Date.now() - 600_000 + seconds * 1000)
      // Told again the row is the same, and the file another one.
      const row = again ? lastRow : trackingRow((await legOf(order)).awb!, eventOf(word), at, reason)
      lastRow = row
      const file = trackingFile([row]) + '\r\n'.repeat(again ? eventNumber() : 0)
      const body = await world.app.inject({
        ...{ method: 'POST', url: '/v1/operator/post/tracking-files', payload: file },
        headers: { authorization: `Bearer ${world.operator}`, 'content-type': 'text/csv' },
      })
      await good(Promise.resolve({ status: body.statusCode, body: body.body }))
    },
    stateOf: async (order) => (await legOf(order)).state,
  }
}
