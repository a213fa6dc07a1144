import t from 'tap'
import { createTradeWorld } from '../../../test/support/trade-world.ts'

t.test('a gateway is offered only where the market has one', async (t) => {
  for (const [gateway, offered] of [
    [undefined, ['cod', 'upi']],
    [{ url: 'http://127.0.0.1:1/', secret: 'whsec_c2VjcmV0' }, ['cod', 'upi', 'gateway']],
  ] as const) {
    const world = await createTradeWorld(t, gateway ? { gateway } : {})
    const reply = await (await world.http()).inject('/v1/payment-methods')
    t.same(reply.json(), { items: offered })
  }
})
