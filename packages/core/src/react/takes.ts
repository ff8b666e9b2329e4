import type { CreateVideo, Video, VideoError } from '@dailies/core'
import { createIdempotencyKey, toVideoError } from '@dailies/core/internal'
import { createDrafts } from './drafts'
import { fingerprintOf } from './intent'
import { createSubmissions, isDefiniteRejection } from './submissions'
import type { VideosRuntime } from './videos-runtime'

/** What became of the takes of one prompt. */
export interface TakesOutcome {
  /** The videos that were created, in the order of their requests and takes. */
  videos: Video[]
  /** The errors of the others. */
  errors: VideoError[]
  /** How many takes of each request are missing, in the order of the requests. */
  missing: number[]
}

/** Takes without a response: the id of their group, and their numbers in it. */
interface TakeGroup {
  id: string
  numbers: number[]
  /** The number of the next new take. */
  next: number
}

/** The key of the metadata that joins the takes of one prompt. */
const takeGroupKey = 'dailies.take_group'

/** Creates several videos of one prompt, each once: also if a response is lost, or the page is reloaded on the way. */
export function createTakes(runtime: VideosRuntime) {
  const { client, store } = runtime
  const submissions = runtime.getOrCreate(createSubmissions)
  const drafts = runtime.getOrCreate(createDrafts)
  const unanswered = drafts.entry<Record<string, TakeGroup>>('unanswered takes')

  const groupOf = (fingerprint: string): TakeGroup | undefined => {
    const groups = unanswered.get() ?? {}
    return Object.hasOwn(groups, fingerprint) ? groups[fingerprint] : undefined
  }
  const keep = (fingerprint: string, group: TakeGroup): void => {
    const { [fingerprint]: _old, ...others } = unanswered.get() ?? {}
    const groups = group.numbers.length > 0 ? { ...others, [fingerprint]: group } : others
    unanswered.set(Object.keys(groups).length > 0 ? groups : undefined)
  }
  const answer = (fingerprint: string, number: number): void => {
    const group = groupOf(fingerprint)
    if (group) keep(fingerprint, { ...group, numbers: group.numbers.filter((other) => other !== number) })
  }
  /** The numbers of `count` takes: those without a response first, then new ones. */
  const reserve = (fingerprint: string, newId: string, count: number): { id: string; numbers: number[] } => {
    const { id, numbers, next } = groupOf(fingerprint) ?? { id: newId, numbers: [], next: 0 }
    const added = Array.from({ length: Math.max(0, count - numbers.length) }, (_, index) => next + index)
    keep(fingerprint, { id, numbers: [...numbers, ...added], next: next + added.length })
    return { id, numbers: [...numbers, ...added].slice(0, count) }
  }

  const createGroup = (fields: CreateVideo, fingerprint: string, newId: string, count: number): Promise<Video>[] => {
    const { id, numbers } = reserve(fingerprint, newId, count)
    const hasMetadata = store.capabilities.getSnapshot().capabilities?.metadata
    const grouped = hasMetadata ? { ...fields, metadata: { ...fields.metadata, [takeGroupKey]: id } } : fields
    return numbers.map(async (number) => {
      const intent = { operation: 'create', fields: grouped, intentId: `${id}:${number}` }
      try {
        const video = await submissions.submit(intent, (options) => client.create(grouped, options))
        answer(fingerprint, number)
        return video
      } catch (cause) {
        if (isDefiniteRejection(toVideoError(cause))) answer(fingerprint, number)
        throw cause
      }
    })
  }

  return {
    async create(requests: readonly CreateVideo[], count: number): Promise<TakesOutcome> {
      const fingerprints = await Promise.all(
        requests.map((fields) => fingerprintOf({ operation: 'create', fields, intentId: undefined })),
      )
      await drafts.open()
      // A group with an unanswered take keeps its id, which is part of that request.
      const newId = fingerprints.map(groupOf).find((group) => group !== undefined)?.id ?? createIdempotencyKey()
      const settled = await Promise.all(
        requests.map((fields, index) =>
          Promise.allSettled(createGroup(fields, fingerprints[index] ?? '', newId, count)),
        ),
      )
      const takes = settled.flat()
      return {
        videos: takes.flatMap((take) => (take.status === 'fulfilled' ? [take.value] : [])),
        errors: takes.flatMap((take) => (take.status === 'rejected' ? [toVideoError(take.reason)] : [])),
        missing: settled.map((takes) => takes.filter(({ status }) => status === 'rejected').length),
      }
    },
  }
}
