/** What counts how much when providers are compared; published. In paise, so that all adds up to one sum. */
export interface Weights {
  /** For each promised minute. */
  minutePaise: number
  /** For a parcel that comes late for certain; a provider of which one in ten comes late gets a tenth. */
  latePaise: number
  /** The same for a first attempt that fails, and for a parcel that is lost. */
  missedPaise: number
  lostPaise: number
  /** For a provider whose day is full; half full counts a quarter. */
  loadPaise: number
  /** After so many days what happened counts half. */
  halfLifeDays: number
  /** Of so many parcels one goes to a newcomer first, drawn by lot from its id; 0 for none. */
  newcomerEvery: number
  /** Who has carried fewer parcels than this is a newcomer. */
  newcomerParcels: number
}

export const plainWeights: Weights = {
  minutePaise: 10,
  latePaise: 2000,
  missedPaise: 1500,
  lostPaise: 50_000,
  loadPaise: 1000,
  halfLifeDays: 30,
  newcomerEvery: 10,
  newcomerParcels: 50,
}

/** A newcomer has its turn only where it asks at most so much of what the first would, in percent. */
export const newcomerMostPercent = 125

/** How a provider did, each parcel counting less the longer ago it was. */
export interface Standing {
  /** Parcels carried in all, not decayed. */
  parcels: number
  delivered: number
  onTime: number
  firstAttempt: number
  lost: number
}

/** Whoever has no record yet counts like one who carried so many parcels as most do. */
const prior = { delivered: 20, onTime: 18, firstAttempt: 18, lost: 0.02 }

/** What the past of a provider counts, in paise: expected lateness, failed attempts and losses. */
export function reliabilityPaise(standing: Standing | undefined, weights: Weights): number {
  const of = (name: keyof typeof prior) => (standing?.[name] ?? 0) + prior[name]
  const delivered = of('delivered')
  const ended = delivered + (standing?.lost ?? 0)
  return Math.round(
    (1 - of('onTime') / delivered) * weights.latePaise +
      (1 - of('firstAttempt') / delivered) * weights.missedPaise +
      (of('lost') / ended) * weights.lostPaise,
  )
}
