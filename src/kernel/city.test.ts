import t from 'tap'
import { cityMetres, isBetweenCities } from './city.ts'

t.test(
  'a way is from city to city into another sorting district that is not just across its border',
  async (t) => {
    const way = (from: string, to: string, metres: number) => isBetweenCities({ from, to, metres })
    t.equal(way('411038', '440010', 618_000), true)
    t.equal(way('411038', '411001', 7_400), false, 'the same sorting district')
    t.equal(way('411038', '411999', cityMetres), false, 'however far')
    t.equal(way('110001', '122001', 30_000), false, 'Delhi and Gurugram')
    t.equal(way('411038', '413001', cityMetres - 1), false)
    t.equal(way('411038', '413001', cityMetres), true)
    t.equal(way('411038', '900056', 0), true, 'a way of which nobody knows how long it is')
  },
)
