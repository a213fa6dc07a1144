import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A gateway for text messages that delivers to nobody's phone but remembers: the demo and the tests read codes from it. */
export interface TextMessages {
  /** To be given as OTP_HTTP_URL. */
  url: string
  /** `host:port`, to be allowed as a private host. */
  host: string
  /** Waits for the next message to this number and gives the code in it. */
  codeFor(phone: string): Promise<string>
  /** Tells each further message, for whoever wants to sign in by hand. */
  onMessage(tell: (to: string, text: string) => void): void
  close(): Promise<void>
}

export async function startTextMessages(): Promise<TextMessages> {
  const messages = new Map<string, string[]>()
  let tell: (to: string, text: string) => void = () => {}
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      const { to, text } = JSON.parse(body) as { to: string; text: string }
      messages.set(to, [...(messages.get(to) ?? []), text])
      tell(to, text)
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"accepted":true}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/messages`,
    host,
    async codeFor(phone) {
      for (let waited = 0; waited < 10_000; waited += 20) {
        const text = messages.get(phone)?.shift()
        const code = text && /\b\d{6}\b/.exec(text)?.[0]
        if (code) return code
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      throw new Error(`no code reached ${phone}`)
    },
    onMessage(listener) {
      tell = listener
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
