/** The rider's stop: the place beside a photo, a photo small enough for a slow line, and codes read by the camera. */

const longestEdge = 1600

function fillPlace(form: HTMLFormElement): void {
  if (!('geolocation' in navigator)) return
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      for (const [name, value] of [
        ['lat', coords.latitude],
        ['lng', coords.longitude],
      ] as const) {
        const field = form.querySelector<HTMLInputElement>(`input[name=${name}]`)
        if (field) field.value = String(value)
      }
      for (const found of form.querySelectorAll<HTMLElement>('[data-place-found]')) {
        found.textContent = found.dataset.placeFound ?? ''
        found.hidden = false
      }
    },
    () => {},
    { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
  )
}

/** A picture of a camera has megabytes; the door can be seen in a tenth of them. */
async function shrink(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0]
  if (!file || file.size < 400_000) return
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, longestEdge / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
  if (!small) return
  const files = new DataTransfer()
  files.items.add(new File([small], 'door.jpg', { type: 'image/jpeg' }))
  input.files = files.files
}

for (const input of document.querySelectorAll<HTMLInputElement>('[data-photo]')) {
  input.addEventListener('change', () => {
    if (input.form) fillPlace(input.form)
    void shrink(input).catch(() => {})
  })
}

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>
}
declare const BarcodeDetector: { new (options: { formats: string[] }): Detector } | undefined

async function scan(button: HTMLElement): Promise<void> {
  const form = button.closest('form')
  const view = form?.querySelector<HTMLVideoElement>('[data-scan-view]')
  const field = form?.querySelector<HTMLInputElement>('[data-code]')
  if (!view || !field || typeof BarcodeDetector === 'undefined') return
  const camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  view.srcObject = camera
  view.hidden = false
  try {
    await view.play()
    const detector = new BarcodeDetector({ formats: ['qr_code', 'code_128'] })
    const until = Date.now() + 60_000
    while (Date.now() < until && !view.hidden) {
      const found = await detector.detect(view)
      const code = found.map((one) => /\b\d{6}\b/.exec(one.rawValue)?.[0]).find(Boolean)
      if (code) {
        field.value = code
        navigator.vibrate?.(80)
        break
      }
      await new Promise((done) => setTimeout(done, 150))
    }
  } finally {
    // A camera whose pictures cannot be read is let go, too.
    for (const track of camera.getTracks()) track.stop()
    view.hidden = true
    field.focus()
  }
}

for (const button of document.querySelectorAll<HTMLElement>('[data-scan]')) {
  if (typeof BarcodeDetector === 'undefined' || !navigator.mediaDevices) continue
  button.hidden = false
  button.addEventListener('click', () => void scan(button).catch(() => {}))
}
