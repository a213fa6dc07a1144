/** A plain client of the published HTTP interface, as the demo and the tests of whole journeys use it. */

export interface Reply<T = unknown> {
  status: number
  body: T
  headers: Headers
}

export interface CallOptions {
  token?: string | undefined
  body?: unknown
  /** A body that is not JSON, with its content type. */
  raw?: { type: string; content: string | Uint8Array<ArrayBuffer> }
  headers?: Record<string, string>
  idempotencyKey?: string
  ifMatch?: string
}

export interface MarketClient {
  readonly baseUrl: string
  /** Whatever the answer is. */
  call<T = unknown>(method: string, path: string, options?: CallOptions): Promise<Reply<T>>
  /** The body of a 2xx answer; throws with the problem's own words otherwise. */
  ok<T = Record<string, unknown>>(method: string, path: string, options?: CallOptions): Promise<T>
}

export function createMarketClient(baseUrl: string): MarketClient {
  const call = async <T>(method: string, path: string, options: CallOptions = {}): Promise<Reply<T>> => {
    const payload =
      options.raw?.content ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers: {
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        ...(payload === undefined ? {} : { 'content-type': options.raw?.type ?? 'application/json' }),
        ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
        ...(options.ifMatch ? { 'if-match': options.ifMatch } : {}),
        ...options.headers,
      },
      ...(payload === undefined ? {} : { body: payload }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      body: (isJson && text ? JSON.parse(text) : text) as T,
      headers: response.headers,
    }
  }
  return {
    baseUrl,
    call,
    async ok<T>(method: string, path: string, options?: CallOptions) {
      const reply = await call<T>(method, path, options)
      if (reply.status < 300) return reply.body
      throw new Error(`${method} ${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`)
    },
  }
}
