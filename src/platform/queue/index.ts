export {
  defineJob,
  handler,
  type JobDefinition,
  type JobHandler,
  type JobRun,
  type QueueName,
  queueNames,
} from './jobs.ts'
export { createQueues, type NewJob, type QueueDepth, type Queues, type Workers } from './queue.ts'
