import type { Job } from '../store/job'
import type { ListedJobs } from '../jobs/search-jobs'
import { toListPosition, toVideoWithoutMetadata } from './to-video'
import type { VideoView } from './to-video'

/** The JSON of `toVideo`, with the metadata as the row has it: it is neither parsed nor written again. */
export const videoJson = (job: Job, view: VideoView): string =>
  `${JSON.stringify(toVideoWithoutMetadata(job, view)).slice(0, -1)},"metadata":${job.metadata ?? '{}'}}`

/** The JSON of `toVideoList`. */
export function videoListJson(listed: ListedJobs, view: VideoView): string {
  const data = listed.jobs.map((job) => videoJson(job, view)).join(',')
  return `{"data":[${data}],${JSON.stringify(toListPosition(listed)).slice(1)}`
}
