import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/**
 * Marks what this very process asks of itself on behalf of a page. The value is made anew at every start and never
 * leaves the process, so that nobody outside can bear it.
 */
const name = 'x-haat-inner'
const value = randomUUID()

export const innerMark: Readonly<Record<string, string>> = { [name]: value }

export const isInner = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean => headers[name] === value
