import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type CallbackBox, type HeardCallback, isSignedBy } from '../../delivery/adapters/ondc/index.ts'
import { idOf } from '../../kernel/ids.ts'

const longestBody = 1_000_000

/**
 * Takes in the callbacks of one seller, without any market: what bears its signature is acknowledged, all else is
 * answered 401. Listens on this port; 0 takes any that is free.
 */
export async function startCallbackServer(given: {
  seller: { subscriberId: string; keyId: string; publicKey: string }
  port: number
  host?: string
}): Promise<{ port: number; box: CallbackBox; close(): Promise<void> }> {
  const open = new Set<string>()
  const heard: HeardCallback[] = []
  const server = createServer((request, response) => {
    const answer = (status: number, ack: 'ACK' | 'NACK') =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ message: { ack: { status: ack } } }))
    const take = async (): Promise<void> => {
      if (Number(request.headers['content-length'] ?? 0) > longestBody) return void answer(413, 'NACK')
      const body = await text(request)
      const isSigned = isSignedBy({
        header: request.headers.authorization,
        body,
        key: given.seller,
        now: new Date(),
      })
      const one = readCallback(body)
      if (one && open.has(one.reference)) heard.push({ ...one, isSigned })
      answer(isSigned ? 200 : 401, isSigned && one ? 'ACK' : 'NACK')
    }
    take().catch(() => answer(400, 'NACK'))
  })
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(given.port, given.host, () => ready())
  })
  return {
    port: (server.address() as AddressInfo).port,
    box: {
      open: async (reference) => void open.add(reference),
      read: async (references) => heard.filter(({ reference }) => references.includes(reference)),
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

function readCallback(text: string): Omit<HeardCallback, 'isSigned'> | undefined {
  try {
    const body = JSON.parse(text)
    const { transaction_id, message_id, action } = body.context
    return { reference: idOf('offer', transaction_id), action, messageId: message_id, body }
  } catch (error) {
    // What is no JSON, or has no context, is nobody's callback.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}
