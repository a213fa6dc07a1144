/** Whom an announcement is for; `everyone` reaches them all. */
export const audiences = ['everyone', 'consumers', 'traders', 'providers'] as const
export type Audience = (typeof audiences)[number]

export type AnnouncementState = 'planned' | 'shown' | 'over' | 'withdrawn'

/** Where an announcement stands at this moment. */
export function stateOf(
  one: { shownFrom: Date; shownUntil: Date; withdrawnAt: Date | null },
  now: Date,
): AnnouncementState {
  if (one.withdrawnAt) return 'withdrawn'
  if (now < one.shownFrom) return 'planned'
  return now < one.shownUntil ? 'shown' : 'over'
}
