/** Reads a bar code with the camera where the browser can; else the digits are typed. */
interface Detector {
  detect(picture: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorMaker = new (options: { formats: string[] }) => Detector

const Maker = (window as { BarcodeDetector?: DetectorMaker }).BarcodeDetector
const form = document.querySelector<HTMLFormElement>('[data-scan]')
const part = <T extends HTMLElement>(name: string) => form?.querySelector<T>(`[data-scan-${name}]`)
const [start, stop, stage, video, into, said] = [
  part<HTMLButtonElement>('start'),
  part<HTMLButtonElement>('stop'),
  part('stage'),
  part<HTMLVideoElement>('video'),
  part<HTMLInputElement>('into'),
  part('said'),
]

if (Maker && form && start && stop && stage && video && into && said && navigator.mediaDevices) {
  let stream: MediaStream | undefined
  const end = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = undefined
    stage.hidden = true
    start.hidden = false
  }
  const look = async (detector: Detector): Promise<void> => {
    if (!stream) return
    const [code] = await detector.detect(video).catch(() => [])
    if (code && /^\d{8,14}$/.test(code.rawValue)) {
      into.value = code.rawValue
      end()
      navigator.vibrate?.(80)
      form.requestSubmit()
      return
    }
    setTimeout(() => void look(detector), 150)
  }
  start.hidden = false
  start.addEventListener('click', async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    } catch {
      said.textContent = said.dataset.denied ?? ''
      return
    }
    start.hidden = true
    stage.hidden = false
    video.srcObject = stream
    await video.play()
    stop.focus()
    void look(new Maker({ formats: ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'itf'] }))
  })
  stop.addEventListener('click', end)
  addEventListener('pagehide', end)
}
