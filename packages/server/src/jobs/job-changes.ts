import type { Job } from '../store/job'

/** The emitter of the job changes that this instance makes. */
export interface JobChanges {
  publish(job: Job): void
  subscribe(onChange: (job: Job) => void): void
}

export function createJobChanges(): JobChanges {
  const subscribers: ((job: Job) => void)[] = []
  return {
    publish: (job) => {
      for (const onChange of subscribers) onChange(job)
    },
    subscribe: (onChange) => void subscribers.push(onChange),
  }
}
