/** What every page has: copying, the refused form's summary in focus, buttons that are pressed once, a rest for live parts. */

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>('[data-copy]')
  if (!button) return
  void navigator.clipboard.writeText(button.dataset.copy ?? '').then(() => {
    const words = button.querySelector('span')
    if (words) words.textContent = button.dataset.done ?? ''
  })
})

/** Buttons that only work with script are shown by it. */
const showCopy = (): void => {
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) button.hidden = false
}
showCopy()
document.addEventListener('htmx:after:swap', showCopy)

document.querySelector<HTMLElement>('[data-focus]')?.focus()

// A second press while the first is on its way would send a form twice.
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (form.method !== 'post' || form.hasAttribute('hx-post')) return
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = 'yes'
})
// Coming back by the browser's button, the form can be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) delete form.dataset.sent
})

// Nobody looks: parts that keep themselves up to date wait until somebody does, except where a bell was asked for.
document.addEventListener('htmx:before:request', (event) => {
  const isLive = (event.target as Element).classList?.contains('live')
  if (isLive && document.hidden && !document.querySelector('[data-sound][aria-pressed=true]')) {
    event.preventDefault()
  }
})
