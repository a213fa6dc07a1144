import { z } from 'zod'
import type { Places } from '../../places/index.ts'
import { contract, personOf, type Routes, wireId } from '../../platform/http/index.ts'
import type { AddressBook } from './addresses.service.ts'
import { readDrop } from './drop.rules.ts'
import * as example from './orders.examples.ts'
import { addressBody, addressList, addressView } from './orders.schema.ts'

const params = z.strictObject({ addressId: wireId('address') })

/** A person's address book. */
export const addressRoutes =
  ({ addresses, places }: { addresses: AddressBook; places: Pick<Places, 'resolvePlace'> }): Routes =>
  (app) => {
    app.get(
      '/v1/me/addresses',
      contract({
        operationId: 'listAddresses',
        summary: 'The addresses that I keep',
        tag: 'orders',
        access: 'person',
        replies: { 200: addressList },
        example: { reply: { items: [example.address] } },
      }),
      async (request) => ({ items: await addresses.list(personOf(request).accountId) }),
    )

    app.post(
      '/v1/me/addresses',
      contract({
        operationId: 'addAddress',
        summary: 'Keep an address',
        tag: 'orders',
        access: 'person',
        body: addressBody,
        replies: { 201: addressView },
        problems: [422],
        example: { body: { label: 'Home', drop: example.dropTyped }, reply: example.address },
      }),
      async (request, reply) => {
        const { label, drop } = request.body
        const kept = readDrop(places, drop, '/drop')
        return reply.code(201).send(await addresses.add(personOf(request).accountId, label ?? null, kept))
      },
    )

    app.put(
      '/v1/me/addresses/:addressId',
      contract({
        operationId: 'replaceAddress',
        summary: 'Change an address',
        description: 'Purchases that were made keep the address as it was.',
        tag: 'orders',
        access: 'person',
        params,
        body: addressBody,
        replies: { 200: addressView },
        example: {
          params: { addressId: example.addressId },
          body: { label: 'Home', drop: example.dropTyped },
          reply: example.address,
        },
      }),
      async (request) => {
        const { label, drop } = request.body
        const { addressId } = request.params
        const kept = readDrop(places, drop, '/drop')
        return addresses.replace(personOf(request).accountId, { addressId, label: label ?? null, drop: kept })
      },
    )

    app.delete(
      '/v1/me/addresses/:addressId',
      contract({
        operationId: 'removeAddress',
        summary: 'Forget an address',
        tag: 'orders',
        access: 'person',
        params,
        replies: { 204: z.undefined() },
        example: { params: { addressId: example.addressId } },
      }),
      async (request, reply) => {
        await addresses.remove(personOf(request).accountId, request.params.addressId)
        return reply.code(204).send()
      },
    )
  }
