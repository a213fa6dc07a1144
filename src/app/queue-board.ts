import type { Queues } from '../platform/queue/index.ts'
import type { Board } from '../web/index.ts'

/** Where the board stands; it makes its own addresses of it. */
const basePath = '/govern/queues/board'

/**
 * Bull Board over the queues, to look only; undefined where they lie in PostgreSQL. Loaded where it is used: a
 * market without Redis does without it.
 */
export async function queueBoard(queues: Pick<Queues, 'forBoard'>): Promise<Board | undefined> {
  const open = queues.forBoard()
  if (open.length === 0) return undefined
  const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/fastify'),
  ])
  const server = new FastifyAdapter()
  server.setBasePath(basePath)
  createBullBoard({
    queues: open.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: server,
    options: { uiConfig: { boardTitle: 'Haat', hideRedisDetails: true } },
  })
  return server.registerPlugin() as unknown as Board
}
