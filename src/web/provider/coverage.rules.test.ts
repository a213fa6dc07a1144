import t from 'tap'
import { readCoverage, writeCoverage } from './coverage.rules.ts'

t.test('PINs and beginnings, however they are parted, each once', async (t) => {
  const read = readCoverage('560001, 560002;560001\n5600* 11\n')
  t.same(read.pins, ['560001', '560002'])
  t.same(read.pinPrefixes, ['5600', '11'])
  t.same(read.problems, [])
  t.equal(writeCoverage(read), '5600*\n11*\n560001\n560002')
  t.match(readCoverage(writeCoverage(read)), { pins: read.pins, pinPrefixes: read.pinPrefixes })
})

t.test('a table: its heading is passed over, its first column counts', async (t) => {
  const read = readCoverage('\uFEFFPincode,City\r\n560001,Bengaluru\r\n"560002","Mysuru Road"\r\n')
  t.same(read.pins, ['560001', '560002'])
  t.same(read.problems, [])
})

t.test('what is no PIN is told with its row', async (t) => {
  const read = readCoverage('560001\n012345\n56000x\n')
  t.same(read.pins, ['560001'])
  t.same(
    read.problems.map(({ row, text }) => [row, text]),
    [
      [2, '012345'],
      [3, '56000x'],
    ],
  )
  t.same(readCoverage('').pins, [])
})

t.test('five digits may be a PIN that lost one: they need their star', async (t) => {
  const read = readCoverage('pincode,city\n41103,Pune\n41104*\n4110')
  t.same(read.pinPrefixes, ['41104', '4110'])
  t.same(read.problems, [{ row: 2, text: '41103', why: 'fiveDigits' }])
})

t.test('a district with its state is served whole', async (t) => {
  const read = readCoverage(
    'District,State\nPune, Maharashtra\n560001\n"Bengaluru Urban";Karnataka\nPune,Maharashtra\n',
  )
  t.same(read.districts, [
    { state: 'Maharashtra', district: 'Pune' },
    { state: 'Karnataka', district: 'Bengaluru Urban' },
  ])
  t.same(read.pins, ['560001'])
  t.same(read.problems, [])
  t.equal(read.rowOf.get('Bengaluru Urban, Karnataka'), 4)
  t.match(readCoverage('Pune, Nowhere\n'), { districts: [], problems: [{ row: 1 }] })
})
