import { boundingBox } from '../../../kernel/geo.ts'
import { uuidOf } from '../../../kernel/ids.ts'
import { type Sql, statement } from '../../../platform/database/index.ts'
import type { EngineQuery } from '../search.ports.ts'

// One statement for each way of asking, so that each has the plan of its index.
const near = statement(
  'search_regions_near',
  `select distinct region from search_shops
   where place <@ box(point($1::float8, $2::float8), point($3::float8, $4::float8)) order by region`,
)
const serving = statement(
  'search_regions_serving',
  'select distinct region from search_shops where serves && $1::text[] order by region',
)
const ofShop = statement('search_region_of_shop', 'select region from search_shops where shop_id = $1::uuid')

/** The regions that have shops in reach of a query, as PostgreSQL knows them, whose own index is always fed. */
export async function readRegionsInReach(
  sql: Pick<Sql, 'query'>,
  { shopId, point, radiusMetres, serves }: EngineQuery,
): Promise<string[]> {
  const ask = (): Promise<{ region: string }[]> => {
    if (shopId !== null) return sql.query(ofShop, [uuidOf(shopId)])
    if (point && radiusMetres !== null) {
      const box = boundingBox(point, radiusMetres)
      return sql.query(near, [box.minLng, box.minLat, box.maxLng, box.maxLat])
    }
    return sql.query(serving, [serves ?? []])
  }
  return (await ask()).map((row) => row.region)
}
