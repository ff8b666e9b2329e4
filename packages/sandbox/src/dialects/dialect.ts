import type { Job } from '../jobs'
import type { WireError } from '../wire-error'

/** A job as it stands at one moment. */
export interface JobView {
  job: Job
  /** Percent, 0 to 100. */
  progress: number
}

/** How a server writes what the engine knows. Everything it answers is JSON. */
export interface Dialect {
  name: string
  video(view: JobView): unknown
  list(views: JobView[], hasMore: boolean): unknown
  removed(job: Job): unknown
  error(error: WireError): unknown
}
