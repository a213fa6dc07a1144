/**
 * Live parts that are told of by server-sent events: each event asks for the part again. A stream that breaks is taken
 * up again by the browser; while it cannot be had at all, the part is asked for every few seconds.
 */
for (const part of document.querySelectorAll<HTMLElement>('[data-stream]')) {
  const { stream: address = '', event = 'message', seconds } = part.dataset
  const tell = (): boolean => part.dispatchEvent(new Event('told'))
  let stream: EventSource
  let isAsking = false
  const open = (): void => {
    stream = new EventSource(address)
    stream.addEventListener(event, tell)
    stream.addEventListener('error', () => {
      if (stream.readyState !== EventSource.CLOSED || isAsking) return
      isAsking = true
      setInterval(tell, Number(seconds) * 1000)
    })
  }
  open()
  // A page that the browser keeps in memory holds no stream; brought back, it takes it up again.
  addEventListener('pagehide', () => stream.close())
  addEventListener('pageshow', (shown) => {
    if (shown.persisted) open()
  })
}
