const istMs = 330 * 60_000

/** The day in India of an instant, `2026-11-20`. */
export const indiaDay = (at: Date): string => new Date(at.getTime() + istMs).toISOString().slice(0, 10)

/** The instant at which a day in India begins. */
export const startOfIndiaDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - istMs)
