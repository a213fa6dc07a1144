export { postFiles } from './files.ts'
export { createPostFolder } from './folder.ts'
export { type PostEvent, postEvents, readPostEvent } from './statuses.ts'
