import type pg from 'pg'

/**
 * Hears of every connection of a pool that breaks: without a listener the process would end with it. `tell` is called
 * for idle ones, which the pool replaces. One that is about to change hands, or breaks while it opens, has no other
 * listener; who gets it hears the rest.
 */
export const onBrokenConnections = (pool: pg.Pool, tell: (error: Error) => void): pg.Pool =>
  pool.on('error', tell).on('connect', (client) => client.on('error', () => {}))
