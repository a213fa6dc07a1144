export type { FileStore, NewFile, StoredFile } from './file-store.ts'
export { createFolderStore } from './folder-store.ts'
export { createS3Store, type S3StoreOptions } from './s3-store.ts'
export { openZip, type Spooled, spool } from './spool.ts'
