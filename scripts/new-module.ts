// npm run new:module -- trade/reviews --after trade/orders: begins a module with what every module has.
import { parseArgs } from 'node:util'
import { createModule } from './new-module/create.ts'

const usage = `npm run new:module -- <folder> [--after <module>]

  <folder>   trade/<name>, delivery/<name> or trust/<name>; the name in lower case, words joined by dashes
  --after    trade and delivery only: the module that comes just before it in the way of an order`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { after: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
})
const folder = positionals[0]
if (values.help || !folder) {
  console.log(usage)
  process.exit(values.help ? 0 : 1)
}
try {
  const written = await createModule({ root: process.cwd(), folder, after: values.after })
  for (const path of written) console.log(path)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
