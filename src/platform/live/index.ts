export { createBell } from './bell.ts'
export { createLiveHub, type LiveHub } from './hub.ts'
export { LIVE_CHANNEL, type LiveNotice, notifySql } from './notice.ts'
export {
  createEventStreams,
  type EventStreams,
  type StreamEvent,
  type StreamRequest,
  wholeAgain,
} from './streams.ts'
