// The limit of the events bench: a bare server that checks the signature of what it is told and writes one row.
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'
import { verifyWebhook } from '../../src/platform/webhooks/index.ts'

const { BENCH_DATABASE_URL: connectionString, BENCH_SECRET: secret, BENCH_CONNECTIONS: max } = process.env
const pool = new pg.Pool({ connectionString, max: Number(max) })
await pool.query(
  `create table bench_events (reference text not null, event_id text not null, told jsonb not null,
     recorded_at timestamptz not null default now(), primary key (reference, event_id))`,
)

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  return body
}

const server = createServer(async (request, response) => {
  const body = await bodyOf(request)
  const verdict = verifyWebhook({ headers: request.headers, body, secrets: [secret!] })
  const told = JSON.parse(body) as { reference: string; eventId: string }
  if (verdict.ok) {
    await pool.query({
      name: 'limit_event',
      text: 'insert into bench_events (reference, event_id, told) values ($1, $2, $3)',
      values: [told.reference, told.eventId, body],
    })
  }
  const answer = JSON.stringify({ ok: verdict.ok })
  response.writeHead(verdict.ok ? 200 : 401, {
    'content-type': 'application/json',
    'content-length': answer.length,
  })
  response.end(answer)
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`ready on ${typeof address === 'object' && address ? address.port : ''}`)
})
