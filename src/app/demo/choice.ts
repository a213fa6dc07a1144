import { type Narrator, rupees } from './narrator.ts'
import type { Steps, Token } from './steps.ts'

interface Candidate {
  providerId: string
  name: string
  pricePaise: number
  minutes: number
}

/** Who was asked for a parcel, and why in this order; both the latest first. */
export interface SearchSeen {
  decisions: { offerId: string | null; able: Candidate[]; refused: { name: string; why: string }[] }[]
  offers: { offerId: string; providerId: string; state: string; reason: string | null }[]
}

/** How somebody was found who carries this parcel, as its shop sees it. */
export const searchFor = ({ market }: Steps, token: Token, shipmentId: string): Promise<SearchSeen> =>
  market.ok('GET', `/v1/shipments/${shipmentId}/search`, { token })

/** Tells from the stored decisions who was asked first and why, and what each answered. */
export function tellChoice(
  { decisions, offers }: SearchSeen,
  { carrier, withRule }: { carrier: string | undefined; withRule: boolean },
  narrator: Narrator,
): void {
  const first = decisions.at(-1)
  if (!first) return
  const [best, ...others] = first.able
  if (best && others.length > 0) {
    narrator.say(
      `${best.name} is asked first: ${terms(best)}, before ${others.map((one) => `${one.name} with ${terms(one)}`).join(' and ')}${withRule ? '. Least price goes first, each promised minute counting as ten paise' : ''}`,
      1,
    )
  } else if (best) narrator.say(`${best.name} is the only one that can carry it, for ${terms(best)}`, 1)
  for (const { name, why } of first.refused) narrator.say(`${name} is not asked: it ${why}`, 1)
  for (const offer of [...offers].reverse()) {
    const name = decisions
      .find(({ offerId }) => offerId === offer.offerId)
      ?.able.find(({ providerId }) => providerId === offer.providerId)?.name
    if (offer.state === 'booked')
      narrator.say(`${name} says yes; only now does it see names and addresses`, 1)
    else if (offer.state === 'declined') narrator.say(`${name} says no: “${offer.reason}”`, 1)
    else
      narrator.say(
        `${name} does not answer (${offer.reason?.replace(/\.$/, '')}). Silence is no no: it is asked once more whether it has the parcel, and says that it has not`,
        1,
      )
  }
  if (offers.length > 1 && carrier) narrator.say(`So ${carrier} takes over`, 1)
}

const terms = ({ pricePaise, minutes }: Candidate): string => `${rupees(pricePaise)} and ${minutes} minutes`
