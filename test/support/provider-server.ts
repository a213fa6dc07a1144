import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface ProviderRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** How the next request is answered: a status with JSON (or text as it is), or by hand. */
export type ProviderAnswer =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | ((request: ProviderRequest, response: ServerResponse) => void)

/** A provider's server over real HTTP, answering as a test says and keeping what it was sent. */
export async function startProviderServer(t: Test) {
  const requests: ProviderRequest[] = []
  let next: ProviderAnswer = { status: 404, body: {} }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const seen = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      requests.push(seen)
      if (typeof next === 'function') return next(seen, response)
      response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers })
      response.end(typeof next.body === 'string' ? next.body : JSON.stringify(next.body ?? {}))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    if (!server.listening) return
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  t.teardown(close)
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer(answer: ProviderAnswer) {
      next = answer
    },
    close,
  }
}
