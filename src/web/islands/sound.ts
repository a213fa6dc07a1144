/** Rings when an order comes in, once the trader has switched it on. The orders stand in `data-new` of the board. */
const button = document.querySelector<HTMLButtonElement>('[data-sound]')
const words = button?.querySelector('span')
const key = 'haat-sound'
let context: AudioContext | undefined

const idsOf = (): string[] =>
  (document.querySelector<HTMLElement>('[data-new]')?.dataset.new ?? '').split(' ').filter(Boolean)

const isOn = (): boolean => localStorage.getItem(key) === 'on'

const show = (): void => {
  if (!button || !words) return
  button.hidden = false
  button.setAttribute('aria-pressed', String(isOn()))
  words.textContent = (isOn() ? button.dataset.on : button.dataset.off) ?? ''
}

/** Two tones, as of a shop's bell. */
const ring = (): void => {
  if (!context) return
  void context.resume()
  for (const [at, pitch] of [
    [0, 880],
    [0.25, 1175],
    [0.7, 880],
    [0.95, 1175],
  ] as const) {
    const tone = context.createOscillator()
    const loudness = context.createGain()
    const start = context.currentTime + at
    tone.frequency.value = pitch
    loudness.gain.setValueAtTime(0.4, start)
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.4)
    tone.connect(loudness).connect(context.destination)
    tone.start(start)
    tone.stop(start + 0.45)
  }
  navigator.vibrate?.([200, 100, 200])
}

if (button && 'AudioContext' in window) {
  show()
  button.addEventListener('click', () => {
    localStorage.setItem(key, isOn() ? 'off' : 'on')
    show()
    if (!isOn()) return
    context ??= new AudioContext()
    ring()
  })
  // Browsers let a page sound only after it was touched once.
  document.addEventListener('pointerdown', () => {
    if (isOn()) context ??= new AudioContext()
  })

  let known = new Set(idsOf())
  const title = document.title
  document.addEventListener('htmx:after:swap', () => {
    const now = idsOf()
    if (now.some((id) => !known.has(id)) && isOn()) ring()
    known = new Set([...known, ...now])
    document.title = now.length > 0 ? `(${now.length}) ${title}` : title
  })
  known = new Set(idsOf())
}
