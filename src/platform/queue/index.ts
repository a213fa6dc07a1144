export {
  defineJob,
  handler,
  type JobDefinition,
  type JobHandler,
  type JobRun,
  type QueueName,
  queueNames,
  type Workers,
  type WorkOptions,
} from './jobs.ts'
export { createQueues, type NewJob, type QueueDepth, type Queues } from './queue.ts'
