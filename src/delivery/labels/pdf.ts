import { createRequire } from 'node:module'
import bwip from 'bwip-js/node'
import PDFDocument from 'pdfkit'
import { create } from 'qrcode'
import type { Label } from './labels.types.ts'
import { goodsWords, inTwoScripts, payWords } from './words.rules.ts'

/** A6 in points: 105 by 148 mm. */
const [width, height] = [297.64, 419.53]
const margin = 14
const inner = width - 2 * margin
const fontOf = (weight: 400 | 700): string =>
  createRequire(import.meta.url).resolve(
    `@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-${weight}-normal.woff`,
  )

type Pdf = InstanceType<typeof PDFDocument>
type Weight = 'plain' | 'bold'
const fonts = {
  plain: { latin: 'Helvetica', devanagari: 'devanagari' },
  bold: { latin: 'Helvetica-Bold', devanagari: 'devanagari-bold' },
} as const

/** A text in pieces of one font each: the fonts that every PDF reader has know no Devanagari. */
const pieces = (text: string, weight: Weight): { text: string; font: string }[] =>
  (text.match(/[\u0900-\u097f\u200c\u200d]+|[^\u0900-\u097f\u200c\u200d]+/g) ?? []).map((part) => ({
    text: part,
    font: fonts[weight][/[\u0900-\u097f]/.test(part) ? 'devanagari' : 'latin'],
  }))

const measure = (pdf: Pdf, text: string, size: number, weight: Weight): number =>
  pieces(text, weight).reduce(
    (sum, piece) => sum + pdf.font(piece.font).fontSize(size).widthOfString(piece.text),
    0,
  )

const line = (pdf: Pdf, text: string, x: number, y: number, size: number, weight: Weight): void => {
  let at = x
  for (const piece of pieces(text, weight)) {
    pdf.font(piece.font).fontSize(size)
    // By their baseline: the fonts are not equally tall.
    pdf.text(piece.text, at, y + size, { lineBreak: false, baseline: 'alphabetic' })
    at += pdf.widthOfString(piece.text)
  }
}

/** Writes a text in as many lines as it needs, `most` at most; the y below it. */
function block(
  pdf: Pdf,
  text: string,
  box: { x: number; y: number; width: number; size: number; weight?: Weight; most: number },
): number {
  const weight = box.weight ?? 'plain'
  const lines: string[] = ['']
  for (const word of inTwoScripts(text).split(/\s+/).filter(Boolean)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word
    if (lines.at(-1) && measure(pdf, longer, box.size, weight) > box.width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  let y = box.y
  for (const one of lines.slice(0, box.most)) {
    let shown = one
    while (shown && measure(pdf, shown, box.size, weight) > box.width) shown = shown.slice(0, -1)
    line(pdf, shown, box.x, y, box.size, weight)
    y += box.size * 1.3
  }
  return y
}

/** Bars of Code 128, as wide as fits. */
function bars(pdf: Pdf, text: string, y: number, tall: number): void {
  const [code] = bwip.raw({ bcid: 'code128', text }) as { sbs: number[] }[]
  const modules = code!.sbs.reduce((sum, one) => sum + one, 0)
  // Ten modules of quiet at each side.
  const module = Math.min(1.4, inner / (modules + 20))
  let x = (width - modules * module) / 2
  code!.sbs.forEach((wide, at) => {
    if (at % 2 === 0) pdf.rect(x, y, wide * module, tall)
    x += wide * module
  })
  pdf.fill('black')
}

function qr(pdf: Pdf, text: string, x: number, y: number, side: number): void {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const module = side / size
  for (let at = 0; at < size * size; at += 1)
    if (data[at]) pdf.rect(x + (at % size) * module, y + Math.floor(at / size) * module, module, module)
  pdf.fill('black')
}

const rule = (pdf: Pdf, y: number): void => {
  pdf
    .moveTo(margin, y)
    .lineTo(width - margin, y)
    .lineWidth(0.7)
    .stroke('black')
}

function page(pdf: Pdf, label: Label): void {
  pdf.addPage({ size: [width, height], margin: 0 })
  block(pdf, label.carrier, { x: margin, y: 12, width: inner - 90, size: 12, weight: 'bold', most: 1 })
  block(pdf, `Order ${label.order}`, { x: margin, y: 28, width: inner - 90, size: 8, most: 1 })
  block(pdf, payWords(label), { x: margin, y: 44, width: inner - 90, size: 12, weight: 'bold', most: 2 })
  block(pdf, goodsWords(label), { x: margin, y: 76, width: inner - 90, size: 9, most: 2 })
  qr(pdf, label.reference, width - margin - 78, 14, 78)
  rule(pdf, 100)
  const number = label.awb ?? label.reference
  bars(pdf, number, 108, 52)
  const size = label.awb ? 13 : 9
  line(pdf, number, (width - measure(pdf, number, size, 'bold')) / 2, 162, size, 'bold')
  rule(pdf, 184)
  line(pdf, 'TO', margin, 189, 8, 'bold')
  let y = block(pdf, label.to.name, { x: margin, y: 201, width: inner, size: 14, weight: 'bold', most: 2 })
  for (const one of label.to.lines) y = block(pdf, one, { x: margin, y, width: inner, size: 10, most: 2 })
  if (label.to.phone) block(pdf, `Phone ${label.to.phone}`, { x: margin, y, width: inner, size: 9, most: 1 })
  line(pdf, label.to.pin, margin, 308, 38, 'bold')
  rule(pdf, 358)
  line(pdf, 'FROM', margin, 363, 8, 'bold')
  y = block(pdf, label.from.name, { x: margin, y: 374, width: inner, size: 10, weight: 'bold', most: 1 })
  block(pdf, [...label.from.lines, label.from.pin].join(', '), {
    x: margin,
    y,
    width: inner,
    size: 8,
    most: 2,
  })
}

/** Labels as one PDF, a page of A6 for each. */
export function labelsPdf(labels: readonly Label[], { compress = true } = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument({ autoFirstPage: false, compress, info: { Title: 'Parcel labels' } })
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
    pdf.registerFont(fonts.plain.devanagari, fontOf(400))
    pdf.registerFont(fonts.bold.devanagari, fontOf(700))
    for (const label of labels) page(pdf, label)
    pdf.end()
  })
}
