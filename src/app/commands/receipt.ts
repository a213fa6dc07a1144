import { readFile } from 'node:fs/promises'
import { HaatError } from '../../kernel/errors.ts'
import { formatRupees } from '../../kernel/money.ts'
import { type Receipt, verifyReceipts } from '../../trust/receipts/index.ts'

/**
 * Verifies receipts and exported chains with the market's public keys alone, prints what they prove, and exits 1
 * when something does not hold. Needs no market and no network.
 */
export async function verify(
  files: readonly string[],
  options: { keys: string; json?: boolean },
): Promise<void> {
  const read = await Promise.all(files.map(readJson))
  const verdict = verifyReceipts(read, await readJson(options.keys))
  if (options.json) process.stdout.write(`${JSON.stringify(verdict)}\n`)
  else process.stdout.write(textOf(verdict))
  if (verdict.problems.length > 0) process.exitCode = 1
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new HaatError(
      'invalid',
      'unreadableFile',
      `${file} cannot be read as JSON. Give a receipt, an exported chain or the keys as they were saved.`,
      {
        cause: error,
      },
    )
  }
}

function textOf({ receipts, chains, problems }: ReturnType<typeof verifyReceipts>): string {
  const lines = [
    ...receipts.map(sentenceOf),
    ...chains.map(({ chain, from, to, complete }) =>
      complete ? `${chain}: the chain is whole, 1 to ${to}.` : `${chain}: receipts ${from} to ${to}.`,
    ),
    ...problems.map((problem) => `PROBLEM: ${problem}`),
    problems.length === 0 ? 'All of it holds.' : 'This does not hold.',
  ]
  return `${lines.join('\n')}\n`
}

const kinds = { handedOver: 'was handed over', delivered: 'was delivered', returned: 'came back' }

function sentenceOf({
  chain,
  number,
  kind,
  shipmentId,
  orderId,
  from,
  to,
  happenedAt,
  proof,
  cashPaise,
  market,
}: Receipt): string {
  const name = (hand: Receipt['from']) => ('id' in hand ? `${hand.kind} ${hand.id}` : `the ${hand.kind}`)
  const cash = cashPaise > 0 ? `, with ${formatRupees(BigInt(cashPaise))} in cash` : ''
  const proved = proof.by === 'none' ? 'nothing further proved it' : `proved by ${proof.by}`
  return `${chain} ${number}: parcel ${shipmentId} of order ${orderId} ${kinds[kind]}, from ${name(from)} to ${name(to)}${cash}, at ${happenedAt}; ${proved}; signed by ${market}.`
}
