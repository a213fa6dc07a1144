import type { Label } from './labels.types.ts'
import { goodsWords, inLatin, isIndian, payWords } from './words.rules.ts'

// At 203 dots an inch A6 is 839 by 1183 dots.
const [width, height] = [839, 1183]
const margin = 40

/** A field's text: what commands begin with is written as hexadecimal, and so nobody's name is a command. */
const data = (text: string): string =>
  text
    .replace(/[\p{Cc}]+/gu, ' ')
    .replace(/[\^~_]/g, (one) => `_${one.charCodeAt(0).toString(16).toUpperCase()}`)

const text = (x: number, y: number, size: number, words: string, lines = 1): string =>
  `^FO${x},${y}^A0N,${size},${size}^FB${width - x - margin},${lines},4,L^FH^FD${data(words)}^FS`

/** Latin letters, which every printer has; under them the name as it is written, for printers with the letters. */
const both = (words: string): string[] => (isIndian(words) ? [inLatin(words), words] : [inLatin(words)])

/** A label in the language of Zebra's printers: A6 at 203 dots an inch, texts in UTF-8. */
export function labelZpl(label: Label): string {
  const number = label.awb ?? label.reference
  const to = [...both(label.to.name), ...label.to.lines.map(inLatin)]
  return `${[
    '^XA^CI28',
    `^PW${width}^LL${height}^LH0,0`,
    text(margin, 36, 36, inLatin(label.carrier)),
    text(margin, 84, 24, `Order ${label.order}`),
    `^FO${margin},124^A0N,36,36^FB520,2,4,L^FH^FD${data(payWords(label))}^FS`,
    text(margin, 232, 28, goodsWords(label)),
    `^FO590,36^BQN,2,6^FH^FDMA,${data(label.reference)}^FS`,
    `^FO${margin},280^GB${width - 2 * margin},2,2^FS`,
    `^FO${label.awb ? 110 : 50},304^BY${label.awb ? 3 : 2}^BCN,150,Y,N,N,A^FH^FD${data(number)}^FS`,
    `^FO${margin},520^GB${width - 2 * margin},2,2^FS`,
    text(margin, 536, 22, 'TO'),
    ...to.slice(0, 6).map((one, at) => text(margin, 566 + at * 44, at === 0 ? 40 : 28, one)),
    ...(label.to.phone ? [text(margin, 836, 26, `Phone ${label.to.phone}`)] : []),
    text(margin, 874, 110, label.to.pin),
    `^FO${margin},1006^GB${width - 2 * margin},2,2^FS`,
    text(margin, 1022, 22, 'FROM'),
    text(margin, 1050, 30, inLatin(label.from.name)),
    text(margin, 1088, 24, inLatin([...label.from.lines, label.from.pin].join(', ')), 2),
    '^XZ',
  ].join('\n')}\n`
}
