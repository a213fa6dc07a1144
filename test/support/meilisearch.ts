import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { BadFilter, type Document, readFilter } from './meilisearch-filter.ts'
import { browse, freshIndex, type Index, Refusal, search, searchFederated, set } from './meilisearch-index.ts'

/**
 * A small stand-in for Meilisearch over HTTP: its requests and answers, its tasks that are worked off later,
 * filters, sorting, paging, facets and the swap of indexes. It finds words as they stand and says nothing of
 * relevance, typing errors or languages; whatever the adapter does not use is refused.
 */
export interface StandIn {
  url: string
  key: string
  /** Paths asked for, with their method. */
  requests: string[]
  /** `slow`: answers after this many milliseconds. `refuse`: answers 503. `full`: every task of writing fails. */
  mood: { slowMs: number; refuse: boolean; full: boolean }
  /** Loses all indexes, as with the disk they lay on. */
  wipe(): void
  /** How many documents the index has; undefined when there is none. */
  count(index: string): number | undefined
  /** Takes a document out, or changes it, behind the adapter's back. */
  tamper(index: string, id: string, change: Document | undefined): void
  close(): Promise<void>
}

interface Task {
  uid: number
  indexUid: string | null
  type: string
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed'
  error: { message: string; code: string; type: string; link: string } | null
  enqueuedAt: string
  work: () => void
}

const taskMs = 3
export async function startMeilisearchStandIn(t: Test): Promise<StandIn> {
  const key = 'stand-in-key'
  const indexes = new Map<string, Index>()
  const tasks: Task[] = []
  const requests: string[] = []
  const mood = { slowMs: 0, refuse: false, full: false }

  const indexOf = (uid: string): Index => {
    const index = indexes.get(uid)
    if (!index) throw new Refusal(404, 'index_not_found', `Index \`${uid}\` not found.`)
    return index
  }
  const enqueue = (indexUid: string | null, type: string, work: () => void) => {
    const uid = tasks.length
    const enqueuedAt = new Date().toISOString()
    tasks.push({ uid, indexUid, type, status: 'enqueued', error: null, enqueuedAt, work })
    setTimeout(workOff, taskMs)
    return { status: 202, body: { taskUid: uid, indexUid, status: 'enqueued', type, enqueuedAt } }
  }
  // One after the other, in the order in which they came.
  const workOff = () => {
    const task = tasks.find((one) => one.status === 'enqueued')
    if (!task) return
    task.status = 'processing'
    try {
      if (mood.full)
        throw new Refusal(422, 'no_space_left_on_device', 'No space left on device (os error 28)')
      task.work()
      task.status = 'succeeded'
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'internal'
      task.status = 'failed'
      task.error = { message: (error as Error).message, code, type: 'invalid_request', link: '' }
    }
  }

  const route = (method: string, path: string[], query: URLSearchParams, body: unknown) => {
    const [root, uid = '', part, last] = path
    const is = (pattern: string) =>
      pattern ===
      `${method} ${[root, ...(root === 'indexes' && uid ? ['*'] : []), part, last].filter(Boolean).join('/')}`
    if (is('GET health')) return { status: 200, body: { status: 'available' } }
    if (method === 'GET' && root === 'tasks') return showTask(tasks[Number(uid)])
    if (is('POST swap-indexes')) {
      return enqueue(null, 'indexSwap', () => {
        for (const { indexes: pair } of body as { indexes: [string, string] }[]) {
          const [a, b] = pair.map(indexOf)
          indexes.set(pair[0]!, b!).set(pair[1]!, a!)
        }
      })
    }
    if (is('GET indexes')) {
      const results = [...indexes.keys()].map((name) => ({ uid: name, primaryKey: 'id' }))
      return { status: 200, body: { results, offset: 0, limit: results.length, total: results.length } }
    }
    if (is('POST multi-search')) {
      return { status: 200, body: searchFederated(indexOf, body as Document) }
    }
    if (is('POST indexes')) {
      const { uid: made } = body as { uid: string }
      return enqueue(made, 'indexCreation', () => {
        if (indexes.has(made))
          throw new Refusal(409, 'index_already_exists', `Index \`${made}\` already exists.`)
        indexes.set(made, freshIndex())
      })
    }
    if (is('DELETE indexes/*')) {
      return enqueue(uid, 'indexDeletion', () => {
        indexOf(uid)
        indexes.delete(uid)
      })
    }
    if (is('PATCH indexes/*/settings')) {
      return enqueue(uid, 'settingsUpdate', () => set(indexOf(uid), body as Document))
    }
    if (is('POST indexes/*/documents')) {
      return enqueue(uid, 'documentAdditionOrUpdate', () => {
        if (!indexes.has(uid)) indexes.set(uid, freshIndex())
        for (const document of body as Document[]) indexOf(uid).documents.set(String(document.id), document)
      })
    }
    if (is('POST indexes/*/documents/delete-batch')) {
      return enqueue(uid, 'documentDeletion', () => {
        for (const id of body as string[]) indexOf(uid).documents.delete(id)
      })
    }
    if (is('POST indexes/*/documents/delete')) {
      return enqueue(uid, 'documentDeletion', () => {
        const index = indexOf(uid)
        const test = readFilter((body as { filter: unknown }).filter, index.filterable)
        for (const [id, document] of index.documents) if (test(document)) index.documents.delete(id)
      })
    }
    if (is('POST indexes/*/documents/fetch')) return browse(indexOf(uid), body as Document)
    if (is('GET indexes/*/documents')) {
      const fields = query.get('fields')?.split(',')
      const [limit, offset] = [Number(query.get('limit') ?? 20), Number(query.get('offset') ?? 0)]
      return browse(indexOf(uid), { limit, offset, fields })
    }
    if (is('POST indexes/*/search')) return { status: 200, body: search(indexOf(uid), body as Document) }
    throw new Refusal(404, 'not_found', `the stand-in has no ${method} ${path.join('/')}`)
  }

  const server = createServer((request, response) => {
    void answer(request, response)
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url!, 'http://stand-in')
    requests.push(`${request.method} ${url.pathname}`)
    let text = ''
    for await (const chunk of request) text += String(chunk)
    if (mood.slowMs > 0) await new Promise((wake) => setTimeout(wake, mood.slowMs))
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    try {
      if (mood.refuse) throw new Refusal(503, 'internal', 'not now')
      if (request.headers.authorization !== `Bearer ${key}`) {
        throw new Refusal(403, 'invalid_api_key', 'The provided API key is invalid.')
      }
      const path = url.pathname.split('/').filter(Boolean)
      const { status, body } = route(
        request.method!,
        path,
        url.searchParams,
        text ? JSON.parse(text) : undefined,
      )
      send(status, body)
    } catch (error) {
      const known =
        error instanceof BadFilter ? new Refusal(400, 'invalid_search_filter', error.message) : error
      const { status, code, message } =
        known instanceof Refusal ? known : new Refusal(500, 'internal', String(error))
      send(status, { message, code, type: 'invalid_request', link: '' })
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  t.teardown(close)

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key,
    requests,
    mood,
    wipe: () => indexes.clear(),
    count: (uid) => indexes.get(uid)?.documents.size,
    tamper(uid, id, change) {
      const { documents } = indexOf(uid)
      if (change) documents.set(id, { ...documents.get(id), ...change, id })
      else documents.delete(id)
    },
    close,
  }
}

function showTask(task: Task | undefined) {
  if (!task) throw new Refusal(404, 'task_not_found', 'Task not found.')
  const { work: _, ...shown } = task
  return {
    status: 200,
    body: { ...shown, canceledBy: null, details: {}, duration: null, startedAt: null, finishedAt: null },
  }
}
