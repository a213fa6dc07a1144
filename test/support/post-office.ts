/** What a post office writes: rows and files of tracking events. */

const india = (at: Date): string => new Date(at.getTime() + 330 * 60_000).toISOString()

/** One event of an article, by the clock of India. */
export const trackingRow = (number: string, event: string, at: Date, remarks = ''): string => {
  const local = india(at)
  const [year, month, day] = local.slice(0, 10).split('-')
  return [number, event, `${day}-${month}-${year}`, local.slice(11, 19), 'Koramangala SO', remarks].join(',')
}

export const trackingHeading = 'Article Number,Event,Event Date,Event Time,Office,Remarks'

/** A whole file with its last line. */
export const trackingFile = (rows: readonly string[]): string =>
  [trackingHeading, ...rows, `END,${rows.length}`, ''].join('\r\n')
