// A provider that says yes to everything at once, in a process of its own: the other side of the dispatch bench.
import { createServer } from 'node:http'

const yes = JSON.stringify({ decision: 'accepted', providerReference: 'instant' })
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': yes.length }).end(yes)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`ready on ${typeof address === 'object' && address ? address.port : ''}`)
})
