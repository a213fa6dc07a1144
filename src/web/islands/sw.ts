/**
 * The service worker: pages always come from the network; when there is none, the basket as it was seen last, or
 * a page that says so. Nothing else of the reader is kept, and signing out or in forgets the basket.
 */
export {}

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Asked extends Waiting {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  haatFiles: string[]
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void
}
const worker = self as unknown as Worker

const files = 'haat-files'
const pages = 'haat-pages'
/** Who comes in may be another than whose session ended here. */
const forgetting = ['/sign-out', '/account/sign-out-everywhere', '/sign-in/code']

worker.addEventListener('install', (event) => {
  const fill = async () => {
    await caches.delete(files)
    await (await caches.open(files)).addAll(worker.haatFiles)
    await worker.skipWaiting()
  }
  event.waitUntil(fill())
})
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

async function pageOf(request: Request, path: string): Promise<Response> {
  try {
    const answer = await fetch(request)
    if (path === '/basket' && request.method === 'GET' && answer.ok && !answer.redirected) {
      await (await caches.open(pages)).put('/basket', answer.clone())
    }
    if (forgetting.includes(path)) await caches.delete(pages)
    return answer
  } catch (error) {
    const kept = path === '/basket' ? await caches.match('/basket', { cacheName: pages }) : undefined
    const instead = kept ?? (await caches.match('/offline'))
    if (!instead) throw error
    return instead
  }
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  if (request.mode === 'navigate') return event.respondWith(pageOf(request, pathname))
  if (request.method === 'GET' && pathname.startsWith('/assets/')) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
  }
})
