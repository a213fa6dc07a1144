import { z } from 'zod'
import { url, whole } from './config.values.ts'

export const moneySettings = {
  PLATFORM_UPI_ID: z.string().default('haat@upi').describe('UPI id to which the platform collects.'),
  PAYMENT_GATEWAY_URL: url('http:', 'https:')
    .optional()
    .describe('Payment gateway; without it online payment by gateway is not offered.'),
  PAYMENT_GATEWAY_SECRET: z
    .string()
    .optional()
    .describe('Secret (`whsec_…`) shared with the payment gateway; signs both directions.'),
  PAYMENT_EXPIRY_SECONDS: whole(5, 86_400, 900).describe(
    'An unpaid purchase is given up after this time and its stock returned.',
  ),
  PAYOUT_HOUR: z.coerce
    .number()
    .int()
    .min(0)
    .max(23)
    .optional()
    .describe(
      'Hour of India at which a payout run is opened each day, where anybody is to be paid; an operator approves it. Without it operators open runs.',
    ),
  RIDER_CASH_LIMIT_PAISE: whole(0, 1_000_000_000_000, 2_500_000).describe(
    'A rider with at least this much of the market’s cash in hand is sent to no further parcel with cash to collect, where its delivery partner tells who rides; 0 for no limit.',
  ),
  POINT_CASH_LIMIT_PAISE: whole(0, 1_000_000_000_000, 5_000_000).describe(
    'A parcel point with at least this much of the market’s cash in hand gets no parcels to be paid at its counter; 0 for no limit. Operators may set another limit for one point.',
  ),
  CASH_LIMIT_PAISE: whole(0, 1_000_000_000_000, 50_000_000).describe(
    'A delivery partner with more of the market’s cash in hand than this gets no parcels with cash to collect; 0 for no limit. Operators may set another limit for one partner.',
  ),
} as const
