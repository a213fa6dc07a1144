import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import t, { type Test } from 'tap'
import { backupDataFolder, restoreDataFolder } from './backup.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

const log = { debug: () => {}, info: () => {}, warn: () => {} }

const start = async (t: Test, dataDir: string) => {
  const server = await startEmbeddedPostgres({ dataDir, log, unsafeButQuick: true })
  t.teardown(() => server.stop())
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const stop = async () => {
    await client.end()
    await server.stop()
  }
  return { client, stop }
}

t.test('a backup brings everything back into a new folder', async (t) => {
  const folder = t.testdir({})
  const [dataDir, restored, to] = [
    join(folder, 'data'),
    join(folder, 'restored'),
    join(folder, 'haat.tar.gz'),
  ]
  const server = await start(t, dataDir)
  await server.client.query('CREATE TABLE kept AS SELECT generate_series(1, 10000) AS n')
  await t.rejects(backupDataFolder({ dataDir: dataDir, to: to }), { code: 'embeddedDatabaseInUse' })
  await server.stop()
  await writeFile(join(dataDir, 'note'), 'beside the database')

  const made = await backupDataFolder({ dataDir: dataDir, to: to })
  t.ok(made.files > 900 && made.bytes > 1e7, `${made.files} files, ${made.bytes} bytes`)
  t.equal((await stat(to)).mode & 0o777, 0o600)
  t.notOk(
    (await readdir(dataDir)).some((name) => /manifest|claim/.test(name)),
    'the folder is as it was',
  )

  const back = await restoreDataFolder({ from: to, dataDir: restored })
  t.equal(back.files, made.files)
  t.equal(await readFile(join(restored, 'note'), 'utf8'), 'beside the database')
  const again = await start(t, restored)
  t.same((await again.client.query('SELECT count(*)::int AS n FROM kept')).rows, [{ n: 10_000 }])
  await again.stop()

  await t.rejects(restoreDataFolder({ from: to, dataDir: dataDir }), { code: 'dataFolderNotEmpty' })
  await t.rejects(backupDataFolder({ dataDir: dataDir, to: to }), { code: 'backupExists' })
  await t.rejects(backupDataFolder({ dataDir: dataDir, to: join(dataDir, 'x') }), {
    code: 'backupInsideData',
  })

  const notThere = join(folder, 'never')
  const broken = join(folder, 'broken.tar.gz')
  const whole = await readFile(to)
  await t.test('a backup that was cut off or altered is refused', async (t) => {
    const unpacked = gunzipSync(whole)
    const altered = Buffer.from(unpacked)
    altered.write('above', altered.indexOf('beside the database'))
    const cutAtBlock = Buffer.concat([unpacked.subarray(0, 5_000 * 512), Buffer.alloc(1024)])
    for (const bytes of [
      whole.subarray(0, whole.length / 2),
      gzipSync(altered),
      gzipSync(cutAtBlock),
      Buffer.from('no'),
    ]) {
      await writeFile(broken, bytes)
      await t.rejects(restoreDataFolder({ from: broken, dataDir: notThere }), { code: 'backupNotWhole' })
      t.notOk(
        (await readdir(join(notThere, '..'))).some((name) => name.startsWith('never')),
        'nothing is left behind',
      )
    }
  })
  await t.rejects(backupDataFolder({ dataDir: notThere, to: `${to}2` }), { code: 'noDataFolder' })
  await t.rejects(restoreDataFolder({ from: notThere, dataDir: `${notThere}2` }), { code: 'noBackup' })
})
