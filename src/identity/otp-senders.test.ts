import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import t from 'tap'
import { createHttpOtpSender, createLogOtpSender } from './index.ts'

const message = { to: '+919876543210', code: '482913', text: '482913 is your code.' }

t.test('the log sender is for development alone', async (t) => {
  const lines: string[] = []
  const log = pino(
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk))
        done()
      },
    }),
  )
  t.same(await createLogOtpSender({ log, production: false }).send(message), { outcome: 'sent' })
  t.match(lines.join(''), /"phoneEnding":"3210","code":"482913"/)
  t.throws(() => createLogOtpSender({ log, production: true }), { message: /OTP_SENDER=http/ })
})

t.test('the gateway gets the text, and what it answers is told', async (t) => {
  let answer: { status: number; delayMs?: number } = { status: 202 }
  const seen: { headers: IncomingMessage['headers']; body: unknown }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      seen.push({ headers: request.headers, body: JSON.parse(body) })
      setTimeout(() => response.writeHead(answer.status).end(), answer.delayMs ?? 0)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const sender = createHttpOtpSender({ url: `http://127.0.0.1:${port}/sms`, token: 'tkn', timeoutMs: 300 })
  t.teardown(async () => {
    await sender.close()
    server.closeAllConnections()
    server.close()
  })

  t.same(await sender.send(message), { outcome: 'sent' })
  t.match(seen[0], {
    headers: { authorization: 'Bearer tkn', 'content-type': 'application/json' },
    body: { to: message.to, text: message.text },
  })
  t.notOk('code' in (seen[0]!.body as object))
  for (const [status, outcome] of [
    [200, 'sent'],
    [302, 'notSent'],
    [401, 'notSent'],
    [500, 'unknown'],
  ] as const) {
    answer = { status }
    t.match(await sender.send(message), { outcome }, String(status))
  }
  answer = { status: 202, delayMs: 1000 }
  t.match(await sender.send(message), { outcome: 'unknown' }, 'too slow: it may have gone out')
  const nobody = createHttpOtpSender({ url: 'http://127.0.0.1:9/sms', token: 'tkn', timeoutMs: 300 })
  t.match(await nobody.send(message), { outcome: 'notSent' }, 'nobody listens')
  await nobody.close()
})
