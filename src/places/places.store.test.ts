import t from 'tap'
import { createTestDatabase } from '../../test/support/database.ts'
import { createPinDirectory, loadPinDirectory } from './index.ts'

t.test('the directory reaches the database once', async (t) => {
  const { db, pool } = await createTestDatabase(t)
  const directory = createPinDirectory()
  const count = async (where: string): Promise<number> =>
    Number((await pool.query(`select count(*) as n from pin_codes where ${where}`)).rows[0].n)

  const both = await Promise.all([loadPinDirectory({ db, directory }), loadPinDirectory({ db, directory })])
  t.same(both.map((one) => one.loaded).sort(), [false, true], 'two processes that start at once')
  t.equal(await count('true'), 19_586)
  t.equal(await count('lat is null'), directory.all().filter((record) => record.point === null).length)
  const { rows } = await pool.query(`select * from pin_codes where pin = '560001'`)
  t.match(rows, [
    {
      state: 'Karnataka',
      district: 'Bengaluru Urban',
      office: 'Bengaluru',
      offices: 9,
      delivery_offices: 1,
      lat: 12.9818,
      lng: 77.59314,
      spread_metres: 1400,
      coord_confidence: 'high',
      retired_at: null,
    },
  ])
  t.same(await loadPinDirectory({ db, directory }), { loaded: false, pins: 19_586 })

  const kept = directory.all().filter((record) => record.pin !== '560001')
  const later = {
    ...directory,
    version: () => 'a later edition',
    all: () => kept.map((record) => (record.pin === '560002' ? { ...record, office: 'Renamed' } : record)),
  }
  t.same(await loadPinDirectory({ db, directory: later }), { loaded: true, pins: 19_585 })
  t.equal(await count(`pin = '560001' and retired_at is not null`), 1, 'what is gone stays readable')
  t.equal(await count(`pin = '560002' and office = 'Renamed'`), 1)
  t.equal(await count('retired_at is not null'), 1)

  t.same(await loadPinDirectory({ db, directory }), { loaded: true, pins: 19_586 })
  t.equal(await count('retired_at is not null'), 0, 'and comes back with the edition that has it')
})
