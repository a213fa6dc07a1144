import t from 'tap'
import { settings } from './config.schema.ts'
import { describeConfig, readConfig } from './config.ts'

t.test('nothing set gives the embedded defaults', async (t) => {
  const config = readConfig({})
  t.equal(config.PORT, 3000)
  t.equal(config.DATABASE_URL, undefined)
  t.same(config.ALLOWED_PRIVATE_HOSTS, [])
})

t.test('a wrong value names itself, and all are told at once', async (t) => {
  t.throws(() => readConfig({ PORT: 'eighty', REDIS_URL: 'http://x' }), {
    code: 'wrongConfiguration',
    message: /PORT: .*\n.*REDIS_URL: must start with redis:/,
  })
})

t.test('an empty variable counts as absent', async (t) => {
  t.equal(readConfig({ PORT: '' }).PORT, 3000)
})

t.test('production refuses development conveniences', async (t) => {
  t.throws(() => readConfig({ HAAT_ENV: 'production', ALLOWED_PRIVATE_HOSTS: 'localhost' }), {
    message: /SECRET_KEY.*\n.*OTP_SENDER.*\n.*CONTACT_BRIDGE.*\n.*ALLOWED_PRIVATE_HOSTS/,
  })
})

t.test('every setting is described', async (t) => {
  const page = describeConfig()
  for (const [name, schema] of Object.entries(settings)) {
    t.ok(schema.description, `${name} has a sentence`)
    t.match(page, `| \`${name}\` |`)
  }
})

t.test('a default stands on the page as one would write it', async (t) => {
  const usual = readConfig({})
  for (const [, name, shown] of describeConfig().matchAll(/^\| `(\w+)` \| `([^`]+)` \|/gm)) {
    const setting = name as keyof typeof settings
    t.same(readConfig({ [setting]: shown })[setting], usual[setting], `${name}: ${shown}`)
  }
})
