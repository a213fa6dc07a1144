import t from 'tap'
import type { Reply } from '../../src/app/demo/client.ts'
import { acceptAndPack, orderState, type Seen, shipmentsOf } from '../../src/app/demo/steps.ts'
import { type Id, uuidOf } from '../../src/kernel/ids.ts'
import { newWebhookSecret, signWebhook } from '../../src/platform/webhooks/index.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { newPhone } from '../support/market.ts'
import { bookedOnce, buyOne, openTown, shelve } from '../support/town.ts'

/** A message as it goes over the wire; sent again it is the same to the last byte. */
interface Message {
  body: string
  headers: Record<string, string>
}

type Outcome = Reply<{ state?: string; effect?: string; code?: string }>

const shuffled = <T>(items: readonly T[]): T[] => {
  const all = [...items]
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    ;[all[at], all[other]] = [all[other]!, all[at]!]
  }
  return all
}

await forEachQueueEngine(t, async (t, engine) => {
  const town = await openTown(t, { engine, workers: true })
  const { market, steps, shop, providers } = town
  const [provider, other] = providers
  const buyer = await market.signIn(newPhone())
  const goods = await shelve(town, buyer, 100)

  /** An order on its way with the first startup, and the words of its whole history. */
  const underway = async (key: string) => {
    const { orders, totalPaise } = await buyOne(town, buyer, goods, key)
    const { orderId } = orders[0]!
    await acceptAndPack(steps, shop, orderId)
    const [parcel] = await bookedOnce(t, town, [orderId])
    const { shipmentId, handoverCode, offers } = parcel!
    const [forBuyer] = await shipmentsOf(steps, buyer, orderId, 'buyer')
    const { offerId: reference } = offers.find(({ state }) => state === 'booked')!
    const hour = Date.now() - 3_600_000
    const words = [
      { status: 'agentAssigned' },
      { status: 'atPickup' },
      { status: 'pickedUp', handoverCode },
      { status: 'inTransit' },
      { status: 'outForDelivery' },
      { status: 'atDrop' },
      { status: 'delivered', deliveryCode: forBuyer!.deliveryCode, cashCollectedPaise: totalPaise },
    ].map((word, minute) => ({
      eventId: `${key}-${word.status}`,
      reference,
      occurredAt: new Date(hour + minute * 60_000).toISOString(),
      ...word,
    }))
    const look = async (): Promise<Seen> => (await shipmentsOf(steps, shop.owner, orderId, 'shop'))[0]!
    return { orderId, shipmentId, totalPaise, words, look }
  }

  let messages = 0
  const signed = (event: object, secret: string, at = new Date()): Message => {
    const body = JSON.stringify(event)
    return { body, headers: signWebhook({ id: `msg-${++messages}`, timestamp: at, body, secrets: [secret] }) }
  }
  const send = ({ body, headers }: Message, as = provider.providerId): Promise<Outcome> =>
    market.call('POST', `/v1/providers/${as}/events`, {
      raw: { type: 'application/json', content: body },
      headers,
    })

  const rotate = async (): Promise<string> =>
    (
      await market.ok<{ secret: string }>('POST', `/v1/providers/${provider.providerId}/webhook-secrets`, {
        token: provider.owner,
      })
    ).secret

  await t.test(
    'a history told three times over, shuffled, at once, by two keys: once in effect',
    async (t) => {
      const second = await rotate()
      const rounds = ['shuffled-1', 'shuffled-2', 'shuffled-3']
      for (const round of rounds) {
        const { orderId, words, look, totalPaise, shipmentId } = await underway(round)
        let open = shuffled(
          words.flatMap((word) => [
            signed(word, provider.secret),
            signed(word, second),
            signed(word, second),
          ]),
        )
        const effects: string[] = []
        // As the contract asks: what was not answered with 2xx is sent again, the same.
        for (let turn = 0; open.length > 0 && turn < 10; turn++) {
          const replies = await Promise.all(open.map((message) => send(message)))
          t.strictSame(
            replies.filter(({ status }) => ![200, 409, 422].includes(status)).map(({ body }) => body),
            [],
            'taken, or told why not yet',
          )
          for (const { status, body } of replies) if (status === 200) effects.push(body.effect!)
          open = open.filter((_, at) => replies[at]!.status !== 200)
        }
        t.equal(open.length, 0, 'in the end each is taken')
        t.equal(
          effects.filter((effect) => effect === 'repeated').length,
          words.length * 2,
          'twice it was a repeat',
        )
        t.match(await look(), { state: 'delivered' })
        t.equal(await orderState(steps, buyer, orderId), 'delivered')
        const { rows } = await market.database.pool.query(
          `select count(*)::int as told, count(distinct event_id)::int as different from shipment_events
         where event_id like $1 || '-%'`,
          [round],
        )
        t.strictSame(rows, [{ told: words.length, different: words.length }], 'each word is kept once')
        const cash = await market.database.pool.query(
          `select sum(amount_paise)::int as held from ledger_entries
         where account like 'cash:%' and order_id = (select order_id from shipments where id = $1)`,
          [uuidOf(shipmentId as Id<'shipment'>)],
        )
        t.strictSame(cash.rows, [{ held: totalPaise }], 'the cash is booked once')
      }
      t.strictSame((await market.running.modules.payments.checkLedger()).problems, [])
    },
  )

  await t.test('forged, altered, late and foreign messages change nothing', async (t) => {
    const ended = await rotate()
    const { words, look } = await underway('forged')
    const [, , pickedUp, , , , delivered] = words
    const before = await look()
    await rotate()
    const live = await rotate()
    const minutes = (count: number) => new Date(Date.now() + count * 60_000)
    const attempts: [string, Promise<Outcome>, number][] = [
      ['by a made-up secret', send(signed(pickedUp!, newWebhookSecret())), 401],
      ["by the other startup's secret", send(signed(pickedUp!, other.secret)), 401],
      ['by a key that has ended', send(signed(pickedUp!, ended)), 401],
      ['replayed after six minutes', send(signed(pickedUp!, live, minutes(-6))), 401],
      ['of the future', send(signed(pickedUp!, live, minutes(6))), 401],
      [
        'with another body under a good signature',
        send({ ...signed(pickedUp!, live), body: JSON.stringify(delivered) }),
        401,
      ],
      ['without a signature', send({ body: JSON.stringify(pickedUp), headers: {} }), 401],
      [
        'by the other startup, about a parcel not its own',
        send(signed(pickedUp!, other.secret), other.providerId),
        404,
      ],
    ]
    for (const [what, attempt, status] of attempts) t.equal((await attempt).status, status, what)
    t.strictSame(await look(), before, 'the parcel is as it was')

    const good = signed(pickedUp!, live, minutes(-4))
    t.match(await send(good), { status: 200, body: { effect: 'moved', state: 'pickedUp' } })
    t.match(await send(good), { status: 200, body: { effect: 'repeated' } }, 'replayed in time: known')
  })
})
