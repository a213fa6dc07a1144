import { notFound } from '../../kernel/errors.ts'
import { type RawResult, raw } from './results.ts'
import type { View } from './view.ts'

/** The signed receipts of a parcel as a file to keep; `haat receipt verify` reads it. */
export async function receiptFile(view: View, shipmentId: string | undefined): Promise<RawResult> {
  const receipts = shipmentId ? (await view.api('listReceipts', { params: { shipmentId } })).items : []
  if (receipts.length === 0) throw notFound('receipt')
  return raw(JSON.stringify({ receipts }, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="receipt-${shipmentId!.slice(-8)}.json"`,
    },
  })
}
