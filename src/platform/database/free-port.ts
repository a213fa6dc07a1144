import { createServer } from 'node:net'

/** A port of 127.0.0.1 that nobody listened on a moment ago; whoever binds it must bear being too late. */
export const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = address && typeof address === 'object' ? address.port : undefined
      probe.close(() => (port ? resolve(port) : reject(new Error('No free port could be found.'))))
    })
  })
