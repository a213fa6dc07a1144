import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { QuantityUnit } from '../../src/trade/catalogue/index.ts'

export const languages = ['en', 'hi', 'hi-Latn', 'ta', 'te', 'bn', 'mr'] as const
export type Language = (typeof languages)[number]

const pattern = z.string().transform((text) => new RegExp(text, 'i'))

const needSchema = z.strictObject({
  is: pattern,
  not: pattern.optional(),
  near: pattern.optional(),
  pack: z.tuple([z.number(), z.string()]).optional(),
  asked: z.partialRecord(z.enum(languages), z.array(z.string()).min(1)),
})

/** What somebody wants of a shop, and the words in which they ask for it, as the README beside this says. */
export type Need = z.infer<typeof needSchema>

/** Every need of every shelf. @throws where a file says something else */
export function readNeeds(): Need[] {
  const folder = new URL('needs/', import.meta.url)
  return readdirSync(folder)
    .sort()
    .flatMap((name) => z.array(needSchema).parse(parseYaml(readFileSync(new URL(name, folder), 'utf8'))))
}

/** Goods as the suite judges them. */
export interface Goods {
  brand: string | null
  name: string
  nameHi: string | null
  category: string
  maker: string
  netQuantity: number
  unit: QuantityUnit
}

/** Every good of the demo's catalogue, each pack once. */
export function readGoods(): Goods[] {
  const file = new URL('../../data/demo/catalogue.csv', import.meta.url)
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true })
  return rows.map((row) => ({
    brand: row.brand || null,
    name: row.name!,
    nameHi: row.nameHi || null,
    category: row.category!,
    maker: row.maker!,
    netQuantity: Number(row.netQuantity),
    unit: row.unit as QuantityUnit,
  }))
}

/** How right a good is: 3 for what is meant in the size that is asked for, 2 what is meant, 1 what comes close. */
export function gradeOf(
  need: Need,
  { brand, name, netQuantity, unit }: Pick<Goods, 'brand' | 'name' | 'netQuantity' | 'unit'>,
): number {
  const text = [brand, name].filter(Boolean).join(' ')
  if (need.is.test(text) && !need.not?.test(text)) {
    if (!need.pack) return 2
    return need.pack[0] === netQuantity && need.pack[1] === unit ? 3 : 2
  }
  return need.near?.test(text) ? 1 : 0
}

/** Of the right goods that fit on ten places, how many stand there. */
export function recallAt10(grades: readonly number[], all: readonly number[]): number {
  const right = Math.min(10, all.filter((grade) => grade >= 2).length)
  return right === 0 ? 1 : Math.min(1, grades.slice(0, 10).filter((grade) => grade >= 2).length / right)
}

const gain = (grades: readonly number[]): number =>
  grades.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0)

/** Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, 2002). */
export function ndcgAt10(grades: readonly number[], all: readonly number[]): number {
  const best = gain([...all].sort((a, b) => b - a))
  return best === 0 ? 1 : gain(grades) / best
}

export interface Judged {
  language: Language
  q: string
  recall: number
  ndcg: number
  first: string[]
}

/** Asks every question; `find` answers the first ten goods. */
export async function judge(
  goods: readonly Goods[],
  find: (q: string) => Promise<Pick<Goods, 'brand' | 'name' | 'netQuantity' | 'unit'>[]>,
): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const need of readNeeds()) {
    const all = goods.map((one) => gradeOf(need, one))
    for (const language of languages) {
      for (const q of need.asked[language] ?? []) {
        const found = await find(q)
        const grades = found.map((one) => gradeOf(need, one))
        judged.push({
          language,
          q,
          recall: recallAt10(grades, all),
          ndcg: ndcgAt10(grades, all),
          first: found.slice(0, 3).map(({ brand, name }) => [brand, name].filter(Boolean).join(' ')),
        })
      }
    }
  }
  return judged
}

/** Means by language. */
export const byLanguage = (judged: readonly Judged[]) =>
  languages.map((language) => {
    const own = judged.filter((one) => one.language === language)
    const mean = (what: 'recall' | 'ndcg') => own.reduce((sum, one) => sum + one[what], 0) / own.length
    return { language, queries: own.length, recall: mean('recall'), ndcg: mean('ndcg') }
  })
