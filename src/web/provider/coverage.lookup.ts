import type { Input } from '../api/client.ts'
import type { View } from '../page/index.ts'
import type { ReadCoverage, RowProblem } from './coverage.rules.ts'
import type { FormFields } from './offer.fields.ts'
import { pinsOfCircles, readCircles } from './offer.lists.ts'

type Circles = Input<'registerProvider'>['body']['capabilities']['pickup']['circles']

/** As many as the API looks up at once. */
const most = { pins: 20_000, prefixes: 500, districts: 800 }

/** Where the PINs lie, and what of it India Post does not have. */
export const lookUp = (
  view: View,
  { pins, pinPrefixes, districts = [] }: Pick<ReadCoverage, 'pins' | 'pinPrefixes'> & Partial<ReadCoverage>,
) =>
  view.api('lookUpPins', {
    body: {
      pins: pins.slice(0, most.pins),
      prefixes: pinPrefixes.slice(0, most.prefixes),
      districts: districts.slice(0, most.districts),
    },
  })

/** Rows that are no PIN, and PINs, beginnings and districts that India Post does not have. */
export async function problemsIn(view: View, read: ReadCoverage): Promise<RowProblem[]> {
  const { unknownPins, unknownPrefixes, unknownDistricts } = await lookUp(view, read)
  const at = (text: string) => read.rowOf.get(text) ?? 0
  const names = unknownDistricts.map(({ state, district }) => `${district}, ${state}`)
  return [
    ...read.problems,
    ...unknownPins.map((text) => ({ row: at(text), text, why: 'unknownPin' as const })),
    ...unknownPrefixes.map((text) => ({ row: at(text), text: `${text}*`, why: 'unknownPrefix' as const })),
    ...names.map((text) => ({ row: at(text), text, why: 'unknownDistrict' as const })),
  ].sort((a, b) => a.row - b.row)
}

/** The circles of a form; one around a PIN is drawn around its middle. */
export async function circlesIn(view: View, { circles }: FormFields): Promise<Circles> {
  const pins = pinsOfCircles(circles)
  if (pins.length === 0) return readCircles(circles)
  const { points } = await view.api('lookUpPins', { body: { pins: pins.slice(0, 100) } })
  return readCircles(circles, new Map(points.map(({ pin, point }) => [pin, point])))
}
