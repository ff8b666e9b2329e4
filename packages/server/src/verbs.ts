import type { Capabilities } from '@dailies/core'
import type { Asked } from './asked'
import { capabilitiesAnswer } from './capabilities-answer'
import type { Durations } from './durations'
import { jsonAnswer } from './error-answer'
import { readPage } from './guards/page'
import type { Jobs } from './jobs'
import type { RouteName } from './routes'
import type { ServerContext } from './server-context'
import type { Job, SubmitVerb } from './store/job'
import { listAnswer, videoAnswer } from './video-answer'

/** Answers a route's request; the guards before the body are passed. */
type Verb = (asked: Asked) => Promise<Response>

/** What the verbs stand on. */
export interface VerbsOptions {
  context: ServerContext
  jobs: Jobs
  durations: Durations
  maxReferenceBytes: number
  /** The largest film of another place, in bytes; undefined where none is taken. */
  maxFilmBytes: number | undefined
  /** The lengths that the operator allows; undefined where that is all. */
  lengths: string[] | undefined
  hasEvents: boolean
}

/** The routes that speak of videos, over HTTP. */
export function createVerbs(options: VerbsOptions) {
  const { context, jobs, durations, maxReferenceBytes, maxFilmBytes, lengths, hasEvents } = options
  const { now, models } = context

  const answer = (job: Job, { route, links }: Asked): Response =>
    jsonAnswer(videoAnswer(job, links.to(route.mount), now()))

  const submit =
    (verb: SubmitVerb): Verb =>
    async (asked) => {
      const { takeSubmission } = await import('./take-submission')
      const rules = { models, maxReferenceBytes, maxFilmBytes, lengths }
      return answer(await takeSubmission(asked, verb, rules, (wish) => jobs.submit(asked.owner, wish)), asked)
    }

  const verbs = {
    create: submit('create'),
    remix: submit('remix'),
    edit: submit('edit'),
    extend: submit('extend'),
    retrieve: async (asked) => answer(await jobs.retrieve(asked.owner, asked.route.id), asked),
    list: async ({ url, route, owner, links }) =>
      jsonAnswer(listAnswer(await jobs.list(owner, readPage(url.searchParams)), links.to(route.mount), now())),
    remove: async ({ route: { id }, owner }) => {
      await jobs.remove(owner, id)
      return jsonAnswer({ id, object: 'video.deleted', deleted: true })
    },
    capabilities: async ({ owner }) => {
      const capabilities: Capabilities = await capabilitiesAnswer(context, durations, owner, {
        events: hasEvents,
        maxReferenceBytes,
        maxFilmBytes,
      })
      return jsonAnswer(capabilities)
    },
    content: async (asked) => {
      const { answerFile } = await import('./answer-file')
      return answerFile(context, asked, () => jobs.retrieve(asked.owner, asked.route.id))
    },
  } satisfies Partial<Record<RouteName, Verb>>
  return verbs
}
