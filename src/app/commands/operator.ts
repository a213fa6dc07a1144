import { withModules } from '../run.ts'

export const operator = (phone: string): Promise<void> =>
  withModules(async ({ identity }) => {
    await identity.makeOperator(phone)
    process.stdout.write(`${phone} is an operator now. Sign in with a code sent to that number.\n`)
  })
