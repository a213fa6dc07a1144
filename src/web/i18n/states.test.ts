import t from 'tap'
import { statesOfIndia } from '../../kernel/states-of-india.ts'
import { stateName } from './states.ts'

t.test('every state has a name in Hindi, and its own in English', async (t) => {
  t.equal(statesOfIndia.length, 36)
  for (const { name } of statesOfIndia) {
    t.match(stateName('hi', name), /^[\p{Script=Devanagari}\s]+$/u, name)
    t.equal(stateName('en', name), name)
  }
})
