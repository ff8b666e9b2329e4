import type { Job } from './job'

/** Starts jobs in the order of their arrival, so that no more than a given number run concurrently. */
export interface JobQueue {
  /** Calls `start` now, or once enough of the earlier jobs have left. */
  enter(job: Job, start: () => void): void
  /** Removes a job that has ended or was deleted, and starts the next. */
  leave(job: Job): void
}

/** @param maxRunning how many jobs may run concurrently */
export function createJobQueue(maxRunning: number): JobQueue {
  const waiting = new Map<Job, () => void>()
  const running = new Set<Job>()

  const startNext = () => {
    const [next] = waiting
    if (!next || running.size >= maxRunning) return
    const [job, start] = next
    waiting.delete(job)
    running.add(job)
    start()
  }

  return {
    enter(job, start) {
      waiting.set(job, start)
      startNext()
    },
    leave(job) {
      waiting.delete(job)
      if (running.delete(job)) startNext()
    },
  }
}
