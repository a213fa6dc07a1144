/** Takes the position of the device as the place of a shop; without script a DIGIPIN is typed. */
const room = document.querySelector<HTMLElement>('[data-place]')
const button = room?.querySelector<HTMLButtonElement>('[data-locate]')
const said = room?.querySelector<HTMLElement>('[data-place-said]')
const [lat, lng] = ['[data-lat]', '[data-lng]'].map((hook) => room?.querySelector<HTMLInputElement>(hook))
const typed = room?.querySelector<HTMLInputElement>('[name="digipin"]')

if (button && said && lat && lng && 'geolocation' in navigator) {
  button.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false
        lat.value = coords.latitude.toFixed(6)
        lng.value = coords.longitude.toFixed(6)
        if (typed) typed.value = ''
        said.textContent = `${said.dataset.found ?? ''} (±${Math.round(coords.accuracy)} m)`
      },
      () => {
        button.disabled = false
        said.textContent = said.dataset.failed ?? ''
      },
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  })
  // Who types a DIGIPIN after all means that one.
  typed?.addEventListener('input', () => {
    lat.value = ''
    lng.value = ''
    said.textContent = ''
  })
}
