import { randomUUID } from 'node:crypto'
import type { Input, Reply } from '../api/client.ts'
import type { View } from '../page/index.ts'
import { type Place, placeOf } from './place.ts'

export type Method = Input<'checkOut'>['body']['method']
type Addresses = Reply<'listAddresses'>['items']
export type Slot = Reply<'quoteCart'>['shops'][number]['slots'][number]
type TypedDrop = NonNullable<Input<'checkOut'>['body']['drop']>

/** What the checkout form says so far. */
export interface CheckoutForm {
  /** Id of a saved address, or `new` for the one that is typed. */
  address: string
  typed: Readonly<Record<string, string>>
  /** Ids of the shops from which the buyer fetches the goods. */
  pickup: readonly string[]
  /** The points where the buyer fetches a shop's goods, by the shop's id. */
  points: Readonly<Record<string, string>>
  /** When the goods of a shop are to come, by the shop's id; as soon as can be where it is absent. */
  slots: Readonly<Record<string, Slot>>
  method: Method
  saves: boolean
  /** One action, however often it is sent: the API's Idempotency-Key. */
  key: string
  /** The total that the buyer saw. */
  expectedPaise: number | undefined
}

const fields = [
  ...(['name', 'phone', 'line1', 'line2', 'landmark', 'pin'] as const),
  ...(['neighbour.name', 'neighbour.house'] as const),
]

/** The form as it is shown first: the saved address at the place where one is shopping, else an empty one. */
export function newForm(view: View, addresses: Addresses, methods: readonly Method[]): CheckoutForm {
  const place = placeOf(view)
  const near = addresses.find(({ drop }) => drop.pin === place?.pin) ?? (place ? undefined : addresses[0])
  return {
    address: near?.addressId ?? 'new',
    typed: {
      name: view.me?.name ?? '',
      phone: view.me?.phone.replace(/^\+91/, '') ?? '',
      pin: place?.pin ?? '',
    },
    pickup: [],
    points: {},
    slots: {},
    method: methods.includes('upi') ? 'upi' : methods[0]!,
    saves: true,
    key: randomUUID(),
    expectedPaise: undefined,
  }
}

/** The form as it was sent. */
export function readForm(view: View, addresses: Addresses, methods: readonly Method[]): CheckoutForm {
  const { form } = view
  const address = addresses.some(({ addressId }) => addressId === form.address) ? form.address! : 'new'
  const expected = Number(form.expected)
  return {
    address,
    typed: Object.fromEntries(fields.map((field) => [field, form[`drop.${field}`] ?? ''])),
    pickup: Object.entries(form).flatMap(([name, value]) =>
      name.startsWith('how.') && value === 'pickup' ? [name.slice(4)] : [],
    ),
    points: Object.fromEntries(
      Object.entries(form).flatMap(([name, value]) =>
        name.startsWith('how.') && value.startsWith('pnt_') ? [[name.slice(4), value]] : [],
      ),
    ),
    slots: Object.fromEntries(
      Object.entries(form).flatMap(([name, value]): [string, Slot][] => {
        const slot = name.startsWith('slot.') ? readSlot(value) : undefined
        return slot ? [[name.slice(5), slot]] : []
      }),
    ),
    method: methods.find((method) => method === form.method) ?? methods[0]!,
    saves: form.save === 'yes',
    key: /^[0-9a-f-]{36}$/.test(form.key ?? '') ? form.key! : randomUUID(),
    expectedPaise: form.expected && Number.isSafeInteger(expected) ? expected : undefined,
  }
}

/** A slot as the form's choice bears it: an interval of ISO 8601. */
export const slotText = ({ from, until }: Slot): string => `${from}/${until}`

/** A slot as a form's choice bears it; undefined for anything else. */
export function readSlot(text: string): Slot | undefined {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
  const [from, until] = text.split('/')
  return from && until && instant.test(from) && instant.test(until) ? { from, until } : undefined
}

/** How each shop's goods are to come, as quote and checkout are told of it. */
export const fulfilmentFor = ({ pickup, points, slots }: CheckoutForm) => [
  ...pickup.map((shopId) => ({ shopId, kind: 'pickup' as const })),
  ...Object.entries(slots)
    .filter(([shopId]) => !pickup.includes(shopId) && !points[shopId])
    .map(([shopId, slot]) => ({ shopId, kind: 'delivery' as const, slot })),
  ...Object.entries(points).map(([shopId, pointId]) => ({ shopId, kind: 'delivery' as const, pointId })),
]

const present = (text: string | undefined): string | undefined => text?.trim() || undefined

/** The address as the checkout is told of it. */
export function dropFor(
  form: CheckoutForm,
  place: Place | undefined,
): { addressId: string } | { drop: TypedDrop } {
  if (form.address !== 'new') return { addressId: form.address }
  const { name = '', phone = '', line1 = '', line2, landmark, pin = '' } = form.typed
  return {
    drop: {
      ...{ name, phone, line1, pin: pin.replaceAll(/\s/g, ''), line2: present(line2) },
      landmark: present(landmark),
      ...neighbourIn(form.typed),
      ...pointAt(pin, place),
    },
  }
}

const neighbourIn = (typed: CheckoutForm['typed']) => {
  const [name, house] = [present(typed['neighbour.name']), present(typed['neighbour.house'])]
  return name || house ? { neighbour: { name: name ?? '', house: house ?? '' } } : {}
}

/** Only where it goes, for a quote; undefined while the PIN is not whole. */
export function placeFor(
  form: CheckoutForm,
  place: Place | undefined,
): Pick<Input<'quoteCart'>['body'], 'addressId' | 'drop'> | undefined {
  if (form.address !== 'new') return { addressId: form.address }
  const pin = (form.typed.pin ?? '').replaceAll(/\s/g, '')
  return /^[1-9][0-9]{5}$/.test(pin) ? { drop: { pin, ...pointAt(pin, place) } } : undefined
}

/** Where the visitor said exactly where it is, the address at that PIN lies there. */
const pointAt = (pin: string, place: Place | undefined) =>
  place?.pin === pin && place.lat !== undefined && place.lng !== undefined
    ? { point: { lat: place.lat, lng: place.lng } }
    : {}

/** Near what the points are that the buyer may choose; undefined while the PIN is not whole. */
export function nearFor(
  form: CheckoutForm,
  addresses: Addresses,
  place: Place | undefined,
): Input<'listPointsNear'>['query'] | undefined {
  const saved = addresses.find(({ addressId }) => addressId === form.address)?.drop
  const to = saved ? { drop: saved } : placeFor(form, place)
  if (!to?.drop) return undefined
  const { pin, point } = to.drop
  return { pin, ...(point ? { lat: point.lat, lng: point.lng } : {}), limit: 5 }
}
