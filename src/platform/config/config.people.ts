import { z } from 'zod'
import { url, whole } from './config.values.ts'

export const peopleSettings = {
  PLATFORM_NAME: z.string().max(50).default('Haat').describe('Name of this market on pages and in payments.'),
  GRIEVANCE_OFFICER: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe(
      'Name and designation of the grievance officer, shown on the help pages (Consumer Protection (E-Commerce) Rules 2020, rule 4).',
    ),
  GRIEVANCE_PHONE: z.string().trim().max(40).optional().describe('Telephone of the grievance officer.'),
  GRIEVANCE_EMAIL: z.email().optional().describe('E-mail address of the grievance officer.'),
  OTP_SENDER: z
    .enum(['log', 'http'])
    .default('log')
    .describe('How one-time codes reach people; `log` is refused in production.'),
  OTP_HTTP_URL: url('http:', 'https:')
    .optional()
    .describe('Gateway that sends text messages, for OTP_SENDER=http.'),
  OTP_HTTP_TOKEN: z.string().optional().describe('Bearer token for that gateway.'),
  OTP_PER_ADDRESS_HOUR: whole(1, 1_000_000, 30).describe(
    'One-time codes that one network address may ask for in an hour; more where many people share one.',
  ),
  CONTACT_BRIDGE: z
    .enum(['log', 'app', 'http'])
    .default('log')
    .describe(
      'How buyers and riders reach each other without their numbers: `http` by a telephony gateway, `app` by messages on the pages alone; `log` is refused in production.',
    ),
  CONTACT_BRIDGE_URL: url('http:', 'https:')
    .optional()
    .describe('That gateway: it takes POST /messages and POST /calls.'),
  CONTACT_BRIDGE_TOKEN: z.string().optional().describe('Bearer token for that gateway.'),
} as const
