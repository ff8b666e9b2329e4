import { expect, it } from 'vitest'
import { storeMetadata } from '../store/stored-metadata'
import { newJob } from '../testing/new-job'
import { toVideo, toVideoList } from './to-video'
import type { VideoView } from './to-video'
import { videoJson, videoListJson } from './video-json'

const view: VideoView = { link: (_, variant) => `/${variant}`, now: 1_000, isConnected: () => true }
const jobs = [{}, { quote: '"}],', nul: 'a\0b' }, { separator: '\u2028', 'dailies.title': 'A lamp' }].map(
  (pairs, index) => newJob('ada', index, storeMetadata(pairs)),
)

it.each(jobs)('the JSON of a video is that of its object: %#', (job) => {
  expect(JSON.parse(videoJson(job, view))).toEqual(toVideo(job, view))
})

it.each([
  ['no videos', { jobs: [], hasMore: false }],
  ['several', { jobs, hasMore: true }],
  ['a search that goes on', { jobs: jobs.slice(1), hasMore: true, readTo: 'video_1' }],
])('the JSON of a list is that of its object: %s', (_, listed) => {
  expect(JSON.parse(videoListJson(listed, view))).toEqual(toVideoList(listed, view))
})
