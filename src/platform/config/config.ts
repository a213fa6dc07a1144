import { z } from 'zod'
import { HaatError } from '../../kernel/errors.ts'
import { type Config, configSchema, parts, settings } from './config.schema.ts'

/**
 * Reads the configuration once from environment variables; an empty variable counts as absent.
 * Throws `wrongConfiguration` with one line for each wrong setting, naming it.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.keys(settings).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  )
  const parsed = configSchema.safeParse(given)
  const problems = parsed.success
    ? rules(parsed.data)
    : parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`)
  if (!parsed.success || problems.length > 0) {
    throw new HaatError('invalid', 'wrongConfiguration', `Wrong configuration:\n  ${problems.join('\n  ')}`)
  }
  return parsed.data
}

/** Rules that hold between settings. */
function rules(config: Config): string[] {
  const problems: string[] = []
  if (config.OTP_SENDER === 'http') {
    for (const name of ['OTP_HTTP_URL', 'OTP_HTTP_TOKEN'] as const) {
      if (!config[name]) problems.push(`${name}: needed because OTP_SENDER is http`)
    }
  }
  if (config.CONTACT_BRIDGE === 'http' && !config.CONTACT_BRIDGE_URL) {
    problems.push('CONTACT_BRIDGE_URL: needed because CONTACT_BRIDGE is http')
  }
  if (config.PAYMENT_GATEWAY_URL && !config.PAYMENT_GATEWAY_SECRET) {
    problems.push('PAYMENT_GATEWAY_SECRET: needed because PAYMENT_GATEWAY_URL is set')
  }
  if (config.S3_ENDPOINT) {
    for (const name of ['S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const) {
      if (!config[name]) problems.push(`${name}: needed because S3_ENDPOINT is set`)
    }
  }
  if (config.HAAT_ENV === 'production') {
    if (!config.SECRET_KEY) problems.push('SECRET_KEY: needed in production')
    if (config.OTP_SENDER === 'log')
      problems.push('OTP_SENDER: log is for development; choose http in production')
    if (config.CONTACT_BRIDGE === 'log')
      problems.push('CONTACT_BRIDGE: log is for development; choose http or app in production')
    if (config.ALLOWED_PRIVATE_HOSTS.length > 0) {
      problems.push('ALLOWED_PRIVATE_HOSTS: a development switch; leave it empty in production')
    }
  }
  return problems
}

/** The page `docs/configuration.md`: a table for each part, of every setting with default and meaning. */
export function describeConfig(): string {
  const tables = parts.flatMap((part) => [
    `## ${part.title}`,
    '',
    '| setting | default | meaning |',
    '|---|---|---|',
    ...Object.entries<z.ZodType>(part.settings).map(([name, schema]) => {
      const usual = defaultOf(schema)
      return `| \`${name}\` | ${usual === '' ? '–' : `\`${usual}\``} | ${schema.description ?? ''} |`
    }),
    '',
  ])
  return [
    '# Configuration',
    '',
    'Settings are environment variables, read once at the start. A wrong value stops the start and is named.',
    'This page is generated from `src/platform/config` by `haat config`.',
    '',
    ...tables,
  ].join('\n')
}

/** What one would write to say the default; empty where there is none. */
const defaultOf = (schema: z.ZodType): string =>
  String(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).default ?? '')
