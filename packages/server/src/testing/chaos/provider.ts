import type { VideoList } from '@dailies/core'
import { createSandbox, listen } from '@dailies/sandbox'
import type { Fault } from '@dailies/sandbox'
import { startMediaServer } from './media-server'
import type { Group } from './plan'

export const webhookSecret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`

/** A provider with faults: a sandbox on a port, which sends its webhooks to the instances. */
export interface Provider {
  baseURL: string
  /** The other origin that downloads are redirected to. */
  mediaOrigin: string
  /** How many jobs it made of each prompt, also those that were deleted since. */
  jobsByPrompt(): Promise<Map<string, number>>
  /** The prompts of the jobs that are not deleted. */
  remaining(): Promise<Set<string>>
  /** Creates that were answered, answered late or never, but took effect. */
  readonly creates: number
  /** Requests of files that were redirected. */
  readonly redirects: number
  /** Requests that brought the API key to the media's origin. */
  readonly leakedKeys: number
  /** Deliveries of webhooks that were sent again. */
  readonly replays: number
  /** Statuses of the responses to webhooks, with their counts. */
  readonly webhookStatuses: ReadonlyMap<number, number>
  /** Ends all faults. */
  calm(): void
  close(): Promise<void>
}

export interface ProviderOptions {
  group: Group
  seed: number
  random: () => number
  /** Sends a webhook to some instance. */
  deliver(body: string, headers: Record<string, string>): Promise<Response>
}

/** Lost answers before and after the create took effect, and what else a provider does on a bad day. */
const faults: Fault[] = [
  { kind: 'drop', on: 'create', chance: 0.06 },
  { kind: 'drop', on: 'create', chance: 0.08, takesEffect: true },
  { kind: 'hang', on: 'create', chance: 0.02, takesEffect: true },
  { kind: 'html', on: 'create', chance: 0.03, takesEffect: true },
  { kind: 'error', status: 503, on: 'create', chance: 0.05 },
  { kind: 'latency', seconds: 1.5, on: 'create', chance: 0.2 },
  { kind: 'drop', on: ['retrieve', 'list', 'delete'], chance: 0.05 },
  { kind: 'error', status: 429, retryAfter: 1, on: 'retrieve', chance: 0.05 },
  { kind: 'invalid_json', on: ['retrieve', 'list'], chance: 0.02 },
  { kind: 'cut', on: 'content', chance: 0.1 },
  { kind: 'error', status: 500, on: ['content', 'delete'], chance: 0.05 },
  { kind: 'repeat', chance: 0.2 },
  { kind: 'reorder', chance: 0.1 },
  { kind: 'unsent', chance: 0.1 },
  { kind: 'bad_signature', chance: 0.05 },
]

/** The share of downloads that another origin answers. */
const redirectShare = 0.5

export async function startProvider({ group, seed, random, deliver }: ProviderOptions): Promise<Provider> {
  const deleted = new Map<string, number>()
  const statuses = new Map<number, number>()
  const replayed = new Set<Promise<unknown>>()
  let replays = 0
  let isCalm = false

  async function send(_url: string, { body, headers }: RequestInit): Promise<Response> {
    const post = async (): Promise<Response> => {
      const response = await deliver(String(body), Object.fromEntries(new Headers(headers)))
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      return response
    }
    // The same bytes over the wire once more, to whichever instance is up then.
    if (!isCalm && random() < 0.3) {
      replays += 1
      const replay = new Promise((resolve) => setTimeout(resolve, random() * 3_000)).then(post).catch(() => undefined)
      replayed.add(replay.finally(() => replayed.delete(replay)))
    }
    return post()
  }

  const sandbox = createSandbox({
    seed,
    jobDurationMs: 2_500,
    jitter: 0.5,
    concurrency: 64,
    idempotent: group === 'idempotent',
    webhook: { url: 'http://instances.test/videos/webhook', secret: webhookSecret, fetch: send },
    faults,
  })
  /** Reads through the faults; undefined if the provider has no such job. */
  const read = async (path: string): Promise<unknown> => {
    while (true) {
      const response = await sandbox.fetch(`http://sandbox/v1/videos${path}`).catch(() => undefined)
      if (response?.status === 404) return undefined
      const body: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined
      if (body !== undefined) return body
    }
  }
  const promptsOf = async (): Promise<string[]> => {
    const prompts: string[] = []
    for (let after = ''; ;) {
      const page = (await read(`?limit=100&order=asc${after}`)) as VideoList
      prompts.push(...page.data.map(({ prompt }) => prompt ?? ''))
      if (!page.has_more) return prompts
      after = `&after=${page.data.at(-1)?.id}`
    }
  }
  const count = (counts: Map<string, number>, prompt: string): unknown =>
    counts.set(prompt, (counts.get(prompt) ?? 0) + 1)

  const media = await startMediaServer({
    random,
    open: (path, headers) => {
      const withKey = new Headers(headers)
      withKey.set('authorization', 'Bearer key')
      return sandbox.fetch(`http://sandbox${path}`, { headers: withKey })
    },
  })
  const server = await listen({
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { pathname, search } = new URL(request.url)
      if (pathname.endsWith('/content') && random() < redirectShare) return media.redirectTo(`${pathname}${search}`)
      const id = /\/videos\/([^/]+)$/.exec(pathname)?.[1]
      if (request.method !== 'DELETE' || id === undefined) return sandbox.fetch(request)
      const job = (await read(`/${id}`)) as { prompt: string } | undefined
      const response = await sandbox.fetch(request)
      if (response.ok && job) count(deleted, job.prompt)
      return response
    },
  })

  return {
    baseURL: server.baseURL,
    mediaOrigin: media.origin,
    jobsByPrompt: async () => {
      const jobs = new Map(deleted)
      for (const prompt of await promptsOf()) count(jobs, prompt)
      return jobs
    },
    remaining: async () => new Set(await promptsOf()),
    get creates() {
      return sandbox.counters.creates
    },
    get redirects() {
      return media.redirects
    },
    get leakedKeys() {
      return media.leakedKeys
    },
    get replays() {
      return replays
    },
    webhookStatuses: statuses,
    calm: () => {
      isCalm = true
      media.calm()
      sandbox.faults.clear()
    },
    close: async () => {
      await Promise.allSettled(replayed)
      await server.close()
      await media.close()
      await sandbox.close()
    },
  }
}
