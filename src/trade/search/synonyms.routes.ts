import { z } from 'zod'
import { contract, personOf, type Routes, wireText } from '../../platform/http/index.ts'
import type { LivingSynonyms } from './synonyms.service.ts'

const groupId = z.string().regex(/^[a-z0-9-]{1,60}$/, 'is not the id of a group')
const groupView = z.strictObject({
  groupId,
  terms: z.array(z.string()).describe('All words and phrases that mean the same'),
  own: z.array(z.string()).describe('Those of them that operators added'),
})
const example = {
  groupId: 'wheat-flour',
  terms: ['atta', 'आटा', 'wheat flour', 'gahu pith'],
  own: ['gahu pith'],
}

/** Words that mean the same, for operators. */
export const synonymsRoutes =
  (synonyms: Omit<LivingSynonyms, 'synonyms'>): Routes =>
  (app) => {
    app.get(
      '/v1/operator/synonyms',
      contract({
        operationId: 'findSynonyms',
        summary: 'Groups of words that mean the same: those with a word, or those that operators added to',
        tag: 'operators',
        access: 'operator',
        query: z.strictObject({ q: wireText(60).optional().describe('A word or phrase') }),
        replies: { 200: z.strictObject({ items: z.array(groupView) }) },
        example: { query: { q: 'atta' }, reply: { items: [example] } },
      }),
      async (request) => ({ items: await synonyms.find(request.query.q) }),
    )

    app.post(
      '/v1/operator/synonyms',
      contract({
        operationId: 'addSynonyms',
        summary: 'Add words to a group, or make a group of two or more',
        description:
          'Questions know them at once, in other processes after ten seconds; listings when they are next written to the index. A new group therefore finds what was listed before only after `haat search rebuild`. Kept in the operators’ record.',
        tag: 'operators',
        access: 'operator',
        body: z.strictObject({
          groupId: groupId.optional().describe('A new group when absent'),
          terms: z.array(wireText(60)).min(1).max(20),
        }),
        replies: { 201: groupView },
        problems: [409],
        example: { body: { groupId: 'wheat-flour', terms: ['gahu pith'] }, reply: example },
      }),
      async (request, reply) => {
        const { groupId: id, terms } = request.body
        return reply.code(201).send(await synonyms.add(personOf(request), { groupId: id, terms }))
      },
    )

    app.delete(
      '/v1/operator/synonyms/:groupId',
      contract({
        operationId: 'removeSynonyms',
        summary: 'Take away a word that operators added, or all of a group; words of data/synonyms stay',
        tag: 'operators',
        access: 'operator',
        params: z.strictObject({ groupId }),
        query: z.strictObject({ term: wireText(60).optional() }),
        replies: { 204: z.undefined() },
        example: { params: { groupId: 'wheat-flour' }, query: { term: 'gahu pith' } },
      }),
      async (request, reply) => {
        await synonyms.remove(personOf(request), request.params.groupId, request.query.term)
        return reply.code(204).send()
      },
    )
  }
