/** Fills a form with the phone's position and sends it; without a position to be had the button stays hidden. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-position]')) {
  const button = form.querySelector<HTMLButtonElement>('[data-ask-position]')
  if (!button || !('geolocation' in navigator)) continue
  form.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const put = (name: string, value: number) => {
          const field = form.elements.namedItem(name)
          if (field instanceof HTMLInputElement) field.value = value.toFixed(5)
        }
        put('lat', coords.latitude)
        put('lng', coords.longitude)
        form.requestSubmit()
      },
      () => {
        button.disabled = false
        const sorry = form.querySelector<HTMLElement>('[data-no-position]')
        if (sorry) sorry.hidden = false
      },
      { timeout: 15_000, maximumAge: 300_000 },
    )
  })
}
