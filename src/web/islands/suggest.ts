/**
 * Suggestions under a search box while one types: a list box in the sense of ARIA, moved through by the arrow
 * keys. The box itself stays a plain form that works without this.
 */
interface Item {
  text: string
  shown: string
  kind: string
}

const waitMs = 150

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) {
  const input = form.querySelector<HTMLInputElement>('input[type="search"]')
  if (input) suggestFor(form, input)
}

function suggestFor(form: HTMLFormElement, input: HTMLInputElement): void {
  const list = document.createElement('ul')
  list.id = `${input.id}-list`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', form.dataset.suggestLabel ?? '')
  list.hidden = true
  input.after(list)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  input.setAttribute('aria-controls', list.id)
  input.autocomplete = 'off'

  let items: Item[] = []
  let at = -1
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked: AbortController | undefined

  const close = () => {
    list.hidden = true
    at = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const choose = (item: Item) => {
    input.value = item.text
    close()
    form.requestSubmit()
  }
  const mark = (next: number) => {
    at = (next + items.length) % items.length
    for (const [nth, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(nth === at))
    }
    input.setAttribute('aria-activedescendant', `${list.id}-${at}`)
    list.children[at]?.scrollIntoView({ block: 'nearest' })
  }
  const show = (found: Item[]) => {
    items = found
    list.replaceChildren(
      ...found.map((item, nth) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${nth}`
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', 'false')
        option.className = item.kind
        option.textContent = item.shown
        // Before the box loses the focus, which would close the list.
        option.addEventListener('mousedown', (event) => {
          event.preventDefault()
          choose(item)
        })
        return option
      }),
    )
    if (found.length === 0 || document.activeElement !== input) return close()
    at = -1
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
  }
  const ask = async () => {
    asked?.abort()
    if (input.value.trim().length < 2) return close()
    asked = new AbortController()
    try {
      const url = `${form.dataset.suggest}?q=${encodeURIComponent(input.value)}`
      const reply = await fetch(url, { signal: asked.signal })
      if (reply.ok) show((await reply.json()) as Item[])
    } catch {
      // Typed on, or no network: the box works without suggestions.
      close()
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, waitMs)
  })
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return
    const chosen = items[at]
    if (event.key === 'ArrowDown') mark(at + 1)
    else if (event.key === 'ArrowUp') mark(at < 0 ? items.length - 1 : at - 1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && chosen) choose(chosen)
    else return
    event.preventDefault()
  })
}
