const camelCase = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** The files of a new module by name. The rule in them is real and small: replace it by the module's first. */
export const moduleFiles = (folder: string, name: string): Record<string, string> => {
  const camel = camelCase(name)
  const Pascal = camel[0]!.toUpperCase() + camel.slice(1)
  const up = '../'.repeat(folder.split('/').length)
  return {
    'index.ts': `export { type ${Pascal}Refusal, ${camel}Refused } from './${name}.errors.ts'
export { check${Pascal}Title } from './${name}.rules.ts'
`,
    'README.md': `# ${folder}

One sentence: what this module is for, and for whom.

**States.** None yet. When an object of this module has a life, its table is \`${name}.states.ts\`, total.

**Events.** Published: none. Heard: none.

**Tables.** None.

**Queues.** None.

**Needs from later modules** (\`${name}.ports.ts\`): nothing.
`,
    [`${name}.errors.ts`]: `import { HaatError } from '${up}kernel/errors.ts'

/** Stable codes: they belong to the contract. */
export type ${Pascal}Refusal = 'titleMissing' | 'titleTooLong'

const sentences: Record<${Pascal}Refusal, string> = {
  titleMissing: 'Give it a title.',
  titleTooLong: 'Shorten the title to 80 characters.',
}

export const ${camel}Refused = (code: ${Pascal}Refusal): HaatError =>
  new HaatError('invalid', code, sentences[code], {
    fields: [{ pointer: '/title', code, detail: sentences[code] }],
  })
`,
    [`${name}.rules.ts`]: `import type { ${Pascal}Refusal } from './${name}.errors.ts'

/** Longest title, in characters as people count them. */
const longestTitle = 80

/** Why a title is refused, or undefined when it may stand. */
export const check${Pascal}Title = (title: string): ${Pascal}Refusal | undefined => {
  const length = [...title.trim()].length
  if (length === 0) return 'titleMissing'
  return length > longestTitle ? 'titleTooLong' : undefined
}
`,
    [`${name}.rules.test.ts`]: `import t from 'tap'
import { ${camel}Refused } from './${name}.errors.ts'
import { check${Pascal}Title } from './${name}.rules.ts'

t.test('a title is there and not too long', async (t) => {
  t.equal(check${Pascal}Title('आटा चक्की'), undefined)
  t.equal(check${Pascal}Title('  '), 'titleMissing')
  t.equal(check${Pascal}Title('क'.repeat(80)), undefined)
  t.equal(check${Pascal}Title('क'.repeat(81)), 'titleTooLong')
})

t.test('a refusal says what to do and points at the field', async (t) => {
  t.match(${camel}Refused('titleMissing'), { code: 'titleMissing', fields: [{ pointer: '/title' }] })
})
`,
  }
}
