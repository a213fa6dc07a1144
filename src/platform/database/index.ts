export { bytes, id, instant, paiseColumn, tsvector } from './columns.ts'
export {
  createDatabase,
  type Database,
  type DatabaseOptions,
  databaseError,
  type Row,
  type Sql,
  type Statement,
  statement,
  type Tx,
} from './database.ts'
