import t from 'tap'
import { gstCodeOfState, stateNamed, stateOfGstCode, statesOfIndia } from './states-of-india.ts'

t.test('codes and names lead to each other', async (t) => {
  t.equal(new Set(statesOfIndia.map((state) => state.gstCode)).size, 36)
  for (const state of statesOfIndia) {
    t.equal(stateOfGstCode(state.gstCode), state)
    t.equal(stateNamed(state.name), state)
  }
})

t.test('renamed, divided and merged states', async (t) => {
  t.equal(stateOfGstCode('38')?.name, 'Ladakh')
  t.equal(stateOfGstCode('01')?.name, 'Jammu and Kashmir')
  t.equal(stateOfGstCode('25')?.name, 'Dadra and Nagar Haveli and Daman and Diu')
  t.equal(stateOfGstCode('26')?.name, 'Dadra and Nagar Haveli and Daman and Diu')
  t.equal(gstCodeOfState('Daman & Diu'), '26')
  t.equal(stateOfGstCode('28')?.name, 'Andhra Pradesh')
  t.equal(gstCodeOfState('Andhra Pradesh'), '37')
  t.equal(gstCodeOfState('Telangana'), '36')
  t.equal(gstCodeOfState('  jammu & KASHMIR '), '01')
  t.equal(stateOfGstCode('99'), undefined)
  t.equal(stateNamed('Atlantis'), undefined)
})
