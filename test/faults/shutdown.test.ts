import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createTestDatabase } from '../support/database.ts'
import { startHaat } from '../support/haat-process.ts'
import { waitFor } from '../support/wait.ts'

async function folder(t: Test): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'haat-shutdown-'))
  t.teardown(() => rm(path, { recursive: true, force: true }))
  return path
}

/** An open market, and a request in it that cannot end before the test lets go of a lock. */
async function marketWithRequest(t: Test, env: Record<string, string> = {}) {
  const { url, pool } = await createTestDatabase(t)
  const haat = await startHaat(t, ['start'], {
    DATABASE_URL: url,
    DATA_DIR: await folder(t),
    LOG_LEVEL: 'info',
    ...env,
  })
  const address = haat.ready![1]!
  const holder = await pool.connect()
  await holder.query('begin')
  await holder.query('lock table otp_challenges in access exclusive mode')
  let held = true
  const letGo = async () => {
    if (!held) return
    held = false
    await holder.query('rollback')
    holder.release()
  }
  t.teardown(letGo)
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const answer = new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asking = request(
      `${address}/v1/auth/codes`,
      { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
      (reply) => {
        let body = ''
        reply.setEncoding('utf8').on('data', (chunk: string) => {
          body += chunk
        })
        reply.on('end', () => resolve({ status: reply.statusCode!, body }))
        reply.on('error', reject)
      },
    )
    asking.on('error', reject)
    asking.end(JSON.stringify({ phone: '+919812345678' }))
  })
  answer.catch(() => {})
  await waitFor(async () => {
    const { rows } = await pool.query(
      `select 1 from pg_locks where relation = 'otp_challenges'::regclass and not granted`,
    )
    return rows.length > 0
  })
  return { haat, address, answer, letGo }
}

t.test(
  'a signal: who is in gets a whole answer, nobody new comes in, a second signal does no harm',
  async (t) => {
    const { haat, address, answer, letGo } = await marketWithRequest(t)
    const idle = connect(Number(new URL(address).port), '127.0.0.1')
    await once(idle, 'connect')
    const idleEnd = once(idle.resume(), 'close')
    process.kill(haat.pid, 'SIGTERM')
    await haat.waitFor(/finished first/)
    await waitFor(() =>
      fetch(`${address}/livez`).then(
        () => false,
        () => true,
      ),
    )
    process.kill(haat.pid, 'SIGINT')
    process.kill(haat.pid, 'SIGTERM')
    await idleEnd
    await letGo()
    const { status, body } = await answer
    t.ok(status >= 200 && status < 300, `${status} ${body}`)
    t.ok(JSON.parse(body))
    t.strictSame(await haat.ended, { code: 0, signal: null })
    t.match(haat.output(), /stopped/)
    t.notMatch(haat.output(), /"level":"(?:error|fatal)"/)
  },
)

t.test('what does not end in time is left, and the exit code says so', async (t) => {
  const { haat, letGo } = await marketWithRequest(t, { SHUTDOWN_SECONDS: '1' })
  process.kill(haat.pid, 'SIGTERM')
  t.strictSame(await haat.ended, { code: 1, signal: null })
  t.match(haat.output(), /did not finish in time/)
  await letGo()
})

t.test('a signal while the market starts leaves no database behind', async (t) => {
  const dataDir = await folder(t)
  const haat = await startHaat(
    t,
    ['start'],
    { DATA_DIR: dataDir, DATABASE_URL: undefined },
    { readyLine: /^/ },
  )
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
  await waitFor(() => existsSync(pidFile), 60_000)
  process.kill(haat.pid, 'SIGTERM')
  const { code } = await haat.ended
  t.equal(code, 0)
  t.notOk(existsSync(pidFile), 'its PostgreSQL has ended, too')
})
