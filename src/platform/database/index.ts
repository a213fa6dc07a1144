export { type BackupResult, backupDataFolder, type RestoreResult, restoreDataFolder } from './backup.ts'
export { onBrokenConnections } from './broken-connections.ts'
export { bytes, id, instant, paiseColumn, tsvector } from './columns.ts'
export { emptyDataFolder } from './data-folder.ts'
export {
  createDatabase,
  type Database,
  type DatabaseOptions,
  databaseError,
  type Row,
  type Sql,
  type Statement,
  statement,
  type TransactionOptions,
  type Tx,
} from './database.ts'
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
export { migrate, pendingMigrations, type SchemaVersion, schemaVersion } from './migrate.ts'
export { runningServerUrl } from './running-server.ts'
