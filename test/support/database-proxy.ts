import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

export interface DatabaseProxy {
  /** The database's URL, by way of this proxy. */
  url: string
  /**
   * Lets the next COMMIT reach PostgreSQL and holds back its answer and all that follows on that connection:
   * the work is lasting and the caller does not know. Resolves when the commit has been done.
   */
  holdNextCommit(): Promise<void>
  /**
   * Keeps the next COMMIT from PostgreSQL, and all that follows on that connection: the work is done and not
   * lasting. Resolves when the commit was sent.
   */
  loseNextCommit(): Promise<void>
  /** Tells the next connection in one breath that it is open and that the server ends it. */
  endNextConnection(): void
  /** From now on nothing that anybody sends reaches PostgreSQL. */
  mute(): void
}

// CommandComplete with the tag COMMIT, as PostgreSQL writes it (protocol 3.0: 'C', length 11, text, NUL).
const commitDone = Buffer.from([0x43, 0, 0, 0, 11, ...Buffer.from('COMMIT\0', 'latin1')])
// As our driver sends it: a simple query with the text `commit` ('Q', length 11, text, NUL), or in a batch the Bind
// of the statement with that name (no portal, NUL, name, NUL).
const commitAsked = [
  Buffer.from([0x51, 0, 0, 0, 11, ...Buffer.from('commit\0', 'latin1')]),
  Buffer.from('\0commit\0', 'latin1'),
]

// ReadyForQuery, idle; and an ErrorResponse as it comes when an administrator ends a connection.
const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])
const ending = Buffer.from('SFATAL\0C57P01\0Mthe server ends\0\0', 'latin1')
const ended = Buffer.from([0x45, 0, 0, 0, ending.length + 4, ...ending])

/** A TCP proxy before PostgreSQL that can stand between a commit and its answer. */
export const startDatabaseProxy = async (t: Test, databaseUrl: string): Promise<DatabaseProxy> => {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let onCommit: (() => void) | undefined
  let onLost: (() => void) | undefined
  let muted = false
  let isEnding = false
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    let held = false
    let lost = false
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (chunk) => {
      if (!lost && onLost && commitAsked.some((asked) => chunk.includes(asked))) {
        lost = true
        onLost()
        onLost = undefined
      }
      if (!lost && !muted) upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (!held && onCommit && chunk.includes(commitDone)) {
        held = true
        onCommit()
        onCommit = undefined
      }
      if (isEnding && chunk.subarray(-ready.length).equals(ready)) {
        isEnding = false
        client.end(Buffer.concat([chunk, ended]))
      } else if (!held) client.write(chunk)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    holdNextCommit: () =>
      new Promise((resolve) => {
        onCommit = resolve
      }),
    loseNextCommit: () =>
      new Promise((resolve) => {
        onLost = resolve
      }),
    endNextConnection() {
      isEnding = true
    },
    mute() {
      muted = true
    },
  }
}
