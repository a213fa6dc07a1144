import { Pool as HttpPool } from 'undici'
import { startTextMessages } from '../../src/app/demo/text-messages.ts'
import { uuidOf } from '../../src/kernel/ids.ts'
import { type BenchDatabase, startApi } from './bench-server.ts'

/** An API process that people sign in to, and the way to it. */
export interface OpenMarket {
  http: HttpPool
  /** The code that was sent to a phone. */
  codeFor(phone: string): Promise<string>
}

/** Starts one on this database with so many connections to it, and asks over `clients` connections. */
export async function openMarket(
  closers: (() => Promise<unknown>)[],
  { url, folder }: BenchDatabase,
  { clients, connections }: { clients: number; connections: number },
): Promise<OpenMarket> {
  const texts = await startTextMessages()
  closers.push(() => texts.close())
  const api = await startApi({
    databaseUrl: url,
    dataDir: folder,
    connections,
    env: { OTP_SENDER: 'http', OTP_HTTP_URL: texts.url, OTP_HTTP_TOKEN: 'bench' },
  })
  closers.push(api.stop)
  const http = new HttpPool(api.address, { connections: clients, pipelining: 1 })
  closers.push(() => http.close())
  return { http, codeFor: texts.codeFor }
}

export interface SignedIn {
  token: string
  /** Of the account. */
  uuid: string
}

/** Signs a phone in by the code that is sent to it. Throws where the market refuses. */
export async function signIn(
  { http, codeFor }: OpenMarket,
  phone: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<SignedIn> {
  const ask = async (path: string, body: object): Promise<string> => {
    const { status, text } = await postJson(http, path, body, headers)
    if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`)
    return text
  }
  await ask('/v1/auth/codes', { phone })
  const session = JSON.parse(await ask('/v1/auth/sessions', { phone, code: await codeFor(phone) })) as {
    accessToken: string
    account: { accountId: string }
  }
  return { token: session.accessToken, uuid: uuidOf(session.account.accountId) }
}

/** Sends a body, as it is where it is a text already. */
export async function postJson(
  http: HttpPool,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  const answer = await http.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.statusCode, text: await answer.body.text() }
}
