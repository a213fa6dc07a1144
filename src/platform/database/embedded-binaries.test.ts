import { execFileSync } from 'node:child_process'
import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { commandAs, findBinaries, findServerUser } from './embedded-binaries.ts'

const isRoot = process.getuid?.() === 0

t.test('the programs of the server are there and can be run', async (t) => {
  const { postgres, initdb } = await findBinaries()
  for (const path of [postgres, initdb]) t.ok(statSync(path).mode & 0o111, path)
  t.match(execFileSync(postgres, ['--version'], { encoding: 'utf8' }), /PostgreSQL\) 18\./)
})

t.test('an ordinary user runs the server as itself', async (t) => {
  t.strictSame(await commandAs(undefined, '/bin/true', ['x'], []), {
    file: '/bin/true',
    args: ['x'],
    identity: {},
  })
  t.equal((await findServerUser()) === undefined, !isRoot)
})

t.test(
  'as root the server runs as another user, also where only root may enter',
  { skip: !isRoot },
  async (t) => {
    const folder = t.testdir({ open: { file: '' }, closed: { file: '' } })
    chmodSync(join(folder, 'closed'), 0o700)
    const user = await findServerUser()
    const runAs = async (program: string, args: string[], path: string) => {
      const command = await commandAs(user, program, args, [path])
      return execFileSync(command.file, command.args, { ...command.identity, encoding: 'utf8' }).trim()
    }
    for (const place of ['open', 'closed']) {
      const file = join(folder, place, 'file')
      t.equal(await runAs('/usr/bin/id', ['-u'], file), String(user!.uid), `${place}: not root`)
      t.equal(await runAs('/usr/bin/test', ['-r', file], file), '', `${place}: reads`)
    }
    const barred = execFileSync.bind(null, '/usr/bin/test', ['-r', join(folder, 'closed', 'file')], {
      uid: user!.uid,
    })
    t.throws(barred, 'which without the capability it could not')
  },
)
