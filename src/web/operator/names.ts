import type { View } from '../page/index.ts'

/** Names of the operators of today by their accounts, or their numbers where they gave no name. */
export async function operatorNames(view: View): Promise<ReadonlyMap<string, string>> {
  const { items } = await view.api('findPeople')
  return new Map(items.map(({ accountId, name, phone }) => [accountId, name ?? phone]))
}
