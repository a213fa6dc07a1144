import { Command, InvalidArgumentError } from 'commander'
import { HaatError } from './kernel/errors.ts'

// Each command is loaded when it is called: `haat --help` answers at once.
const program = new Command('haat')
  .description('The open national trader marketplace: start it, run its parts, look after it.')
  .showHelpAfterError()
  .addHelpText('after', '\nSettings are environment variables; docs/configuration.md lists them.')

const sentenceOf = ({ message, fields }: HaatError): string =>
  [`haat: ${message}`, ...fields.map(({ detail }) => `  ${detail}`)].join('\n')

const port = (text: string): string => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('A port is a number up to 65535.')
  return text
}

const dataDir = (command: Command): Command =>
  command.option('--data-dir <folder>', 'folder of the embedded database (DATA_DIR)')

dataDir(program.command('start'))
  .description('Start the whole market in one process, with its own database unless DATABASE_URL names one')
  .option('--fresh', 'empty the data folder first')
  .option('--port <port>', 'port of the API (PORT)', port)
  .action(async (options) => (await import('./app/commands/serve.ts')).start(options))

program
  .command('api')
  .description('Serve the HTTP API alone; any number may run beside each other (needs DATABASE_URL)')
  .option('--port <port>', 'port of the API (PORT)', port)
  .action(async (options) => (await import('./app/commands/serve.ts')).api(options))

program
  .command('worker')
  .description('Run relay, workers and upkeep alone; any number may run (needs DATABASE_URL)')
  .action(async () => (await import('./app/commands/serve.ts')).worker())

dataDir(program.command('migrate'))
  .description('Bring the database to this version and load the PIN directory')
  .action(async (options) => (await import('./app/commands/migrate.ts')).migrateCommand(options))

program
  .command('demo')
  .description(
    'Show the whole way of orders on a market of its own: traders, search, checkout, dispatch, delivery',
  )
  .option('--json', 'print one line of JSON with the counts and nothing else')
  .option('--keep', 'leave the market running afterwards')
  .action(async (options) => (await import('./app/commands/demo.ts')).demo(options))

program
  .command('openapi')
  .description('Write both published contracts to openapi/, or check that they are up to date')
  .option('--check', 'change nothing; exit 1 when a file differs')
  .action(async (options) => (await import('./app/commands/openapi.ts')).openapi(options))

program
  .command('config')
  .description('Write docs/configuration.md from the configuration schema, or check it')
  .option('--check', 'change nothing; exit 1 when the file differs')
  .action(async (options) => (await import('./app/commands/config.ts')).configDocs(options))

dataDir(program.command('operator'))
  .description('Make the person with this phone number an operator of the market')
  .argument('<phone>', 'mobile number, ten digits or +91…')
  .addHelpText('after', '\nThis works while the market runs. Example: haat operator +919822009001')
  .action(async (phone, options) => (await import('./app/commands/operator.ts')).operator(phone, options))

dataDir(program.command('import-list'))
  .description('Take in a list of district crafts (odop) or of registered geographical indications (gi)')
  .argument('<kind>', 'odop or gi')
  .argument(
    '<file>',
    'CSV; odop: state, district, product; gi: name, state, and number, goodsType where known',
  )
  .addHelpText(
    'after',
    '\nThe same file twice changes nothing. Example: haat import-list gi data/crafts/gi.csv',
  )
  .action(async (kind, file, options) =>
    (await import('./app/commands/crafts.ts')).importList(kind, file, options),
  )

const collect = (value: string, before: string[]): string[] => [...before, value]
const provider = program.command('provider').description('For delivery startups')
provider
  .command('check')
  .description(
    'Play the market to your server and tell what does not keep to the contract; exit 1 if anything',
  )
  .requiredOption('--url <url>', 'your webhook URL')
  .option('--secret <whsec…>', 'your webhook secret; give both while you change it', collect, [])
  .option('--key <whsec…>', 'another name for --secret', collect, [])
  .option('--pin <pin>', 'a PIN that you serve', '110001')
  .option('--live-quotes', 'you quote each parcel')
  .option('--json', 'print JSON')
  .addHelpText('after', '\nBookings that it makes are cancelled at the end.')
  .action(async (options) => (await import('./app/commands/provider.ts')).check(options))

provider
  .command('check-ondc')
  .description(
    'Play the buyer’s side of ONDC logistics to your server and tell what does not keep to the flows; exit 1 if anything',
  )
  .requiredOption('--url <url>', 'your subscriber URL (bpp_uri)')
  .requiredOption('--subscriber-id <id>', 'your subscriber id')
  .requiredOption('--key-id <id>', 'your unique key id')
  .requiredOption('--public-key <base64>', 'your public signing key')
  .option('--buyer-id <id>', 'the subscriber id that the check bears', 'check.haat.example')
  .option('--buyer-key-id <id>', 'its key id', '1')
  .option('--buyer-key <base64>', 'its private ed25519 key; without it a new one is named')
  .option('--listen <port>', 'take callbacks in at this port; 0 for any', '0')
  .option('--callback-url <url>', 'where your server reaches that port (bap_uri); this machine when absent')
  .option('--pin <pin>', 'a PIN where you fetch parcels', '110001')
  .option(
    '--drop-pin <pins...>',
    'a PIN where you bring them; farther than 50 km is ONDC:LOG11. Name one of each if you carry both',
  )
  .option('--json', 'print JSON')
  .addHelpText('after', '\nOrders that it makes are cancelled at the end.')
  .action(async (options) => (await import('./app/commands/provider-ondc.ts')).checkOndc(options))

const receipt = program.command('receipt').description('For everybody who keeps receipts of parcels')
receipt
  .command('verify')
  .description(
    'Verify receipts and exported chains offline, and print what they prove; exit 1 if they do not hold',
  )
  .argument('<files...>', 'receipts, or all pieces of an exported chain')
  .requiredOption('--keys <keys.json>', 'the market’s public keys, from /.well-known/receipt-keys.json')
  .option('--json', 'print JSON')
  .action(async (files, options) => (await import('./app/commands/receipt.ts')).verify(files, options))

const dispatch = program.command('dispatch').description('Look into the choice of delivery partners')
dataDir(dispatch.command('simulate'))
  .description(
    'Replay a day of parcels against other weights or partners: cost, promised time, shares, failures',
  )
  .option('--day <day>', 'a day in India whose parcels are replayed, such as 2026-11-20')
  .option('--file <csv>', 'orders instead: at,pickupPin,dropPin,weightGrams,food,codPaise')
  .option('--weights <json>', 'weights that differ, named as in GET /v1/dispatch/weights')
  .option('--providers <json>', 'partners instead of those of this market: name, capabilities, rateCard, …')
  .option('--strategy <name>', 'balanced, cheapest or fastest for all shops')
  .option('--json', 'print JSON')
  .action(async (options) => (await import('./app/commands/dispatch.ts')).simulate(options))

const search = program.command('search').description('Look after the search index')
dataDir(search.command('check'))
  .description('Count what the index lacks, has too much or has wrong; exit 1 on drift')
  .option('--json', 'print JSON')
  .option('--heal', 'have what differs written anew by the worker, in every index')
  .option('--region <digits>', 'of one postal region, the first two digits of a PIN; of all when absent')
  .action(async (options) => (await import('./app/commands/search.ts')).check(options))
dataDir(search.command('rebuild'))
  .description('Build the index anew while the old one answers')
  .option('--region <digits>', 'of one postal region, the first two digits of a PIN; of all when absent')
  .action(async (options) => (await import('./app/commands/search.ts')).rebuild(options))

const outbox = program.command('outbox').description('Look after events that wait to be handled')
dataDir(outbox.command('revive'))
  .description('Put events that were given up back to work')
  .action(async (options) => (await import('./app/commands/outbox.ts')).revive(options))

dataDir(program.command('backup'))
  .description('Pack the embedded data folder into a .tar.gz with checksums; the market must be stopped')
  .argument('<file>', 'archive to make')
  .action(async (file, options) => (await import('./app/commands/backup.ts')).backup(file, options))

dataDir(program.command('restore'))
  .description('Unpack a backup into an empty or new data folder')
  .argument('<file>', 'archive to read')
  .action(async (file, options) => (await import('./app/commands/backup.ts')).restore(file, options))

try {
  await program.parseAsync()
} catch (error) {
  // An error that was foreseen is a sentence; anything else is a defect and shows where it happened.
  process.stderr.write(
    `${error instanceof HaatError ? sentenceOf(error) : error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exit(1)
}
