/**
 * A total transition table: for every state and every event either the next state, `'stay'` (the event is
 * true but changes nothing, such as a duplicate) or `'refuse'` (the event makes no sense now).
 * The type leaves no pair out, so a new state or event does not compile until every pair is answered.
 */
export type Transitions<S extends string, E extends string> = {
  readonly [state in S]: { readonly [event in E]: S | 'stay' | 'refuse' }
}

export type Move<S extends string> = { moved: true; to: S } | { moved: false; reason: 'stay' | 'refuse' }

/** What an event does to a state. */
export function move<S extends string, E extends string>(
  table: Transitions<S, E>,
  state: S,
  event: E,
): Move<S> {
  const next: S | 'stay' | 'refuse' = table[state][event]
  if (next === 'stay') return { moved: false, reason: 'stay' }
  if (next === 'refuse') return { moved: false, reason: 'refuse' }
  return { moved: true, to: next as S }
}

/** A table row in which every event is refused but those given: keeps terminal states short and total. */
export function refuseAll<S extends string, E extends string>(
  events: readonly E[],
  except: Partial<Record<E, S | 'stay'>> = {},
): { [event in E]: S | 'stay' | 'refuse' } {
  const row = {} as { [event in E]: S | 'stay' | 'refuse' }
  for (const event of events) row[event] = except[event] ?? 'refuse'
  return row
}
