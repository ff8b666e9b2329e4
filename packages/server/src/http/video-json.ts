import type { Job } from '../store/job'
import type { ListedJobs } from '../jobs/search-jobs'
import { toAssets, toListPosition } from './to-video'
import type { VideoView } from './to-video'

/** The JSON of `toVideo`, with the metadata as the row has it: it is neither parsed nor written again. */
export const videoJson = (job: Job, view: VideoView): string =>
  `${JSON.stringify(job.video).slice(0, -1)},"assets":${JSON.stringify(toAssets(job, view))},"metadata":${job.metadata ?? '{}'}}`

/** The JSON of `toVideoList`. */
export function videoListJson(listed: ListedJobs, view: VideoView): string {
  const data = listed.jobs.map((job) => videoJson(job, view)).join(',')
  return `{"data":[${data}],${JSON.stringify(toListPosition(listed)).slice(1)}`
}
