import type { View } from '../page/index.ts'

/** Names of the operators of today by their accounts, or their numbers where they gave no name. */
export async function operatorNames(view: View): Promise<ReadonlyMap<string, string>> {
  const { items } = await view.api('findPeople')
  return new Map(items.map(({ accountId, name, phone }) => [accountId, name ?? phone]))
}

/** A date and hour of a form, which are India's, as an instant; what is none stays as it is, for the API to refuse. */
export const instantOf = (text: string): string => {
  const at = new Date(`${text}:00+05:30`)
  return Number.isNaN(at.getTime()) ? text : at.toISOString()
}
