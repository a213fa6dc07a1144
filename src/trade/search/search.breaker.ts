/**
 * Keeps from waiting again and again for something that does not answer: after `failures` in a row it is
 * left alone for `restMs`, then one call tries it for all.
 */
export interface Breaker {
  /** Whether to ask at all. */
  mayTry(): boolean
  succeeded(): void
  failed(): void
}

export function createBreaker({
  failures = 3,
  restMs = 5000,
  now = () => performance.now(),
}: {
  failures?: number
  restMs?: number
  now?: () => number
} = {}): Breaker {
  let inARow = 0
  let closedUntil = 0
  return {
    mayTry() {
      if (inARow < failures) return true
      if (now() < closedUntil) return false
      closedUntil = now() + restMs // whoever asks next waits for what this call finds
      return true
    },
    succeeded() {
      inARow = 0
    },
    failed() {
      inARow += 1
      if (inARow >= failures) closedUntil = now() + restMs
    },
  }
}
