import { z } from 'zod'
import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import {
  contract,
  type Person,
  personOf,
  type Routes,
  wireId,
  wireInstant,
  wirePin,
} from '../../platform/http/index.ts'
import type { CertificationPeople } from './certification.ports.ts'
import { sandboxCodes } from './sandbox.rules.ts'
import type { Sandbox } from './sandbox.service.ts'
import type { SandboxParcel } from './sandbox.store.ts'

const params = z.strictObject({ providerId: wireId('provider') })
const parcelView = z.strictObject({
  parcelId: wireId('sandboxParcel'),
  reference: wireId('offer').describe('Under which you tell events of it'),
  state: z.enum(['asked', 'booked', 'pickedUp', 'clean', 'failed']),
  reason: z.string().nullable().describe('Why it is not clean'),
  pickupPin: wirePin,
  dropPin: wirePin,
  distanceMetres: z.int().min(0).describe('As the crow flies'),
  decideBy: wireInstant,
  bringBy: wireInstant,
  madeAt: wireInstant,
  endedAt: wireInstant.nullable(),
})
const settings = {
  mode: z
    .enum(['operator', 'automatic'])
    .describe('`automatic`: enough clean parcels and a startup is live, without an operator'),
  parcels: z.int().min(1).max(100).describe('Clean artificial parcels that are wanted'),
}
const settingsView = z.strictObject(settings)
const progressView = z.strictObject({
  status: z.enum(['draft', 'submitted', 'sandbox', 'approved', 'suspended']),
  ...settings,
  checkPassed: z.boolean(),
  clean: z.int().min(0),
  missing: z
    .array(z.enum(['submit', 'check', 'parcels', 'operator', 'suspended']))
    .describe('What stands between the startup and live traffic; nothing once it is live'),
  handoverCode: z.string().describe('Of every artificial parcel'),
  deliveryCode: z.string(),
  items: z.array(parcelView).describe('Artificial parcels, the newest first'),
})

const providerId = 'prv_01jd3h5w6nfz8t6m3m3m3m3m3m'
const at = '2026-11-20T06:30:00.000Z'
const parcelExample = {
  parcelId: 'sbx_01jd3h5w6nfz8t6m3m3m3m3m3m',
  reference: 'off_01jd3h5w6nfz8t6m3m3m3m3m3m',
  ...{
    state: 'clean' as const,
    reason: null,
    pickupPin: '110006',
    dropPin: '560001',
    distanceMetres: 1_740_000,
  },
  ...{ decideBy: at, bringBy: at, madeAt: at, endedAt: at },
}
const progressExample = {
  ...{ status: 'sandbox' as const, mode: 'automatic' as const, parcels: 3, checkPassed: true, clean: 1 },
  ...{ missing: ['parcels' as const], ...sandboxCodes, items: [parcelExample] },
}

const viewOf = ({ parcelId, reference, state, reason, pickup, drop, ...one }: SandboxParcel) => ({
  ...{ parcelId, reference, state, reason, pickupPin: pickup.pin, dropPin: drop.pin },
  ...{ distanceMetres: one.distanceMetres, decideBy: one.decideBy, bringBy: one.bringBy },
  ...{ madeAt: one.madeAt, endedAt: one.endedAt },
})

/** Artificial parcels and the way to live traffic, for a provider's people; the setting, for operators. */
export const sandboxRoutes =
  ({ db, people, sandbox }: { db: Database; people: CertificationPeople; sandbox: Sandbox }): Routes =>
  (app) => {
    const member = (person: Person, id: Id<'provider'>) =>
      people.requireMember(db, person, { kind: 'provider', id })

    app.get(
      '/v1/providers/:providerId/admission',
      contract({
        operationId: 'getAdmission',
        summary: 'How far your startup is on its way to live traffic, and what is missing',
        tag: 'providers',
        access: 'person',
        params,
        replies: { 200: progressView },
        example: { params: { providerId }, reply: progressExample },
      }),
      async (request) => {
        const person = personOf(request)
        const { providerId } = request.params
        if (!(await people.isOperator(person.accountId))) await member(person, providerId)
        const found = await sandbox.progress(providerId)
        if (!found) throw notFound('provider')
        return { ...found, ...sandboxCodes, items: found.items.map(viewOf) }
      },
    )

    app.post(
      '/v1/providers/:providerId/sandbox-parcels',
      contract({
        operationId: 'startSandboxParcel',
        summary: 'Start an artificial parcel: it touches no shop, no money and no statistics',
        description:
          'You are asked for it as for any other, and tell events of it; its codes are published. Three may be open at a time.',
        tag: 'providers',
        access: 'person',
        params,
        replies: { 201: parcelView },
        problems: [409],
        example: { params: { providerId }, reply: { ...parcelExample, state: 'asked', endedAt: null } },
      }),
      async (request, reply) => {
        await member(personOf(request), request.params.providerId)
        return reply.code(201).send(viewOf(await sandbox.start(request.params.providerId)))
      },
    )

    app.get(
      '/v1/operator/admission',
      contract({
        operationId: 'getAdmissionSettings',
        summary: 'How startups come to live traffic',
        tag: 'operators',
        access: 'operator',
        replies: { 200: settingsView },
        example: { reply: { mode: 'operator', parcels: 3 } },
      }),
      async () => sandbox.settings(),
    )

    app.put(
      '/v1/operator/admission',
      contract({
        operationId: 'setAdmissionSettings',
        summary: 'Decide how startups come to live traffic; the decision is kept',
        tag: 'operators',
        access: 'operator',
        body: settingsView,
        replies: { 200: settingsView },
        example: { body: { mode: 'automatic', parcels: 3 }, reply: { mode: 'automatic', parcels: 3 } },
      }),
      async (request) => sandbox.setSettings(personOf(request), request.body),
    )
  }
