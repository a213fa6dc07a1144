import { HaatError } from '../../kernel/errors.ts'

/** `which`: the field in which it was sent. */
export const codeWrong = (which: 'handoverCode' | 'deliveryCode' | 'code', triesLeft: number): HaatError =>
  new HaatError(
    'unprocessable',
    'codeWrong',
    triesLeft > 0
      ? `This is not the code. ${triesLeft} ${triesLeft === 1 ? 'try is' : 'tries are'} left.`
      : 'This is not the code, and no try is left. Send a photo taken at the place, or ask an operator.',
    {
      fields: [{ pointer: `/${which}`, code: 'codeWrong', detail: 'is not the code' }],
      facts: { triesLeft },
    },
  )

export const proofMissing = (why: string): HaatError => new HaatError('unprocessable', 'proofMissing', why)

export const cashDiffers = (duePaise: bigint): HaatError =>
  new HaatError(
    'unprocessable',
    'cashDiffers',
    `Cash is to be collected at this door: send cashCollectedPaise ${duePaise}, neither more nor less.`,
    {
      fields: [{ pointer: '/cashCollectedPaise', code: 'cashDiffers', detail: `must be ${duePaise}` }],
      facts: { duePaise: Number(duePaise) },
    },
  )

export const notForThisState = (state: string, what: string): HaatError =>
  new HaatError('conflict', 'shipmentState', `A parcel that is ${state} cannot be ${what}.`, {
    facts: { state },
  })

export const notYours = (): HaatError =>
  new HaatError(
    'conflict',
    'notCarriedByShop',
    'A delivery partner has this parcel, so its words count. Deliver it yourself first, if nobody takes it.',
  )

export const neighbourNotNamed = (): HaatError =>
  new HaatError(
    'unprocessable',
    'neighbourNotNamed',
    'The buyer has named no neighbour who may take this parcel. Bring it to the buyer, or tell deliveryFailed.',
    { fields: [{ pointer: '/receivedBy', code: 'neighbourNotNamed', detail: 'nobody was named' }] },
  )

export const orderFellThrough = (): HaatError =>
  new HaatError(
    'conflict',
    'orderFellThrough',
    'The order was called off. Leave the parcel at the shop, or bring it back.',
  )
