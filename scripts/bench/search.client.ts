import { connect, type Socket } from 'node:net'

/**
 * Asks these addresses over so many kept-alive connections, one request at a time on each; the milliseconds
 * of each answer. No more than it must be, because it runs on the cores that it measures. Throws on any
 * status but 200.
 */
export async function askOverHttp(
  server: string,
  addresses: readonly string[],
  connections: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<number[]> {
  const { hostname, port } = new URL(server)
  const further = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  const times: number[] = []
  let next = 0
  const one = async (): Promise<void> => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    try {
      for (let path = addresses[next++]; path !== undefined; path = addresses[next++]) {
        const start = performance.now()
        await exchange(socket, path, further)
        times.push(performance.now() - start)
      }
    } finally {
      socket.destroy()
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return times
}

/** One request and its whole answer, whose length the server tells. */
const exchange = (socket: Socket, path: string, headers: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let missing: number | undefined
    const finish = (error?: Error) => {
      socket.off('data', read).off('error', finish).off('close', closed)
      if (error) reject(error)
      else resolve()
    }
    const closed = () => finish(new Error('the server closed the connection'))
    const read = (chunk: Buffer) => {
      if (missing === undefined) {
        const end = chunk.indexOf('\r\n\r\n')
        const head = chunk.toString('latin1', 0, end)
        const length = /\ncontent-length: (\d+)/i.exec(head)?.[1]
        if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
          return finish(new Error(`${path} answered ${head.split('\r\n', 1)[0]}`))
        }
        missing = end + 4 + Number(length)
      }
      missing -= chunk.length
      if (missing <= 0) finish()
    }
    socket.on('data', read).on('error', finish).on('close', closed)
    socket.write(`GET ${path} HTTP/1.1\r\nhost: bench\r\n${headers}\r\n`)
  })
