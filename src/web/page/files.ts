import { notFound } from '../../kernel/errors.ts'
import { type PageResult, raw } from './results.ts'
import type { View } from './view.ts'

/** A file as the API gives it; what `otherwise` says where it gives none. */
export function fileFrom(
  { status, headers, body }: Awaited<ReturnType<View['apiStream']>>,
  otherwise: () => PageResult,
): PageResult {
  if (status !== 200) {
    body.resume()
    return otherwise()
  }
  return raw(body, {
    headers: {
      'content-type': headers['content-type'] ?? 'application/octet-stream',
      'content-disposition': headers['content-disposition'] ?? 'attachment',
      'cache-control': 'private, no-store',
    },
  })
}

export const labelFormats = ['pdf', 'zpl'] as const

/** The label of a parcel; not found for whom it is not, and once the parcel has ended. */
export async function labelFile(view: View, format: (typeof labelFormats)[number]): Promise<PageResult> {
  const params = { shipmentId: view.params.shipmentId ?? '' }
  return fileFrom(await view.apiStream('getShipmentLabel', { params, query: { format } }), () => {
    throw notFound('label')
  })
}
