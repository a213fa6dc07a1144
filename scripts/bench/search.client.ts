import { connect } from 'node:net'

/**
 * Asks these addresses over so many kept-alive connections, one request at a time on each; the milliseconds
 * of each answer. No more than it must be, because it runs on the cores that it measures: one buffer for each
 * connection, one listener, no streams. Throws on any status but 200.
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
  const one = () =>
    new Promise<void>((resolve, reject) => {
      let path = ''
      let start = 0
      /** Of the answer's body, undefined while its head has not come. */
      let missing: number | undefined
      const ask = () => {
        const following = addresses[next++]
        if (following === undefined) {
          socket.destroy()
          return resolve()
        }
        path = following
        missing = undefined
        start = performance.now()
        socket.write(`GET ${path} HTTP/1.1\r\nhost: bench\r\n${further}\r\n`)
      }
      const read = (length: number, buffer: Buffer): boolean => {
        if (missing === undefined) {
          const end = buffer.subarray(0, length).indexOf('\r\n\r\n')
          const head = buffer.toString('latin1', 0, Math.max(end, 0))
          const told = /\ncontent-length: (\d+)/i.exec(head)?.[1]
          if (end < 0 || !head.startsWith('HTTP/1.1 200') || told === undefined) {
            socket.destroy(new Error(`${path} answered ${head.split('\r\n', 1)[0]}`))
            return false
          }
          missing = end + 4 + Number(told)
        }
        missing -= length
        if (missing <= 0) {
          times.push(performance.now() - start)
          ask()
        }
        return true
      }
      const socket = connect(
        {
          host: hostname,
          port: Number(port),
          noDelay: true,
          onread: {
            buffer: Buffer.allocUnsafe(1 << 18),
            callback: (length, buffer) => read(length, buffer as Buffer),
          },
        },
        ask,
      )
      socket.on('error', reject)
      socket.on('close', () => reject(new Error('the server closed the connection')))
    })
  await Promise.all(Array.from({ length: connections }, one))
  return times
}
