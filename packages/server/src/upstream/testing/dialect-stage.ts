import type { Video, VideoList } from '@dailies/core'
import type { SandboxOptions } from '@dailies/sandbox/browser'
import type { DialectName } from '@dailies/server/openai'
import { expect } from 'vitest'
import { openStage, posting, upstreamKey } from '../../testing/stage'
import type { StageOptions } from '../../testing/stage'

/** A server of one dialect behind the real adapter. */
export interface DialectStageOptions {
  dialect: DialectName
  variations?: SandboxOptions['variations']
  /** Whether the adapter is told the dialect's name, or finds out by itself. */
  isNamed?: boolean
  sandbox?: Partial<SandboxOptions>
  upstream?: StageOptions['upstream']
  server?: StageOptions['server']
}

/** An answer of the mount. */
export interface Told<T> {
  status: number
  body: T
}

/** One visitor in front of the adapter, in front of a sandbox that speaks a dialect, on one clock. */
export function openDialect({ dialect, variations = [], isNamed = true, ...more }: DialectStageOptions) {
  /** Every id and address that the far end told. */
  const told = new Set<string>(['sandbox.test', 'media.sandbox', upstreamKey])
  const stage = openStage({
    sandbox: { dialect, variations, ...more.sandbox },
    upstream: {
      fetch: async (request) => {
        const response = await sandbox.fetch(request)
        if (response.headers.get('content-type')?.includes('json') === true) {
          const text = await response.clone().text()
          for (const [, id = ''] of text.matchAll(/"(?:id|task_id)":"([^"]+)"/g)) told.add(id)
        }
        return response
      },
      ...(isNamed ? { dialect } : {}),
      trustedMediaOrigins: ['http://media.sandbox'],
      ...more.upstream,
    },
    server: more.server ?? {},
  })
  const { sandbox, videos } = stage

  /** Waits for an answer while the clock runs, where it does not come at once: some servers answer only when the film is done. */
  async function meanwhile<T>(answer: Promise<T>): Promise<T> {
    const waiting = Symbol('waiting')
    for (let second = 0; second < 120; second += 1) {
      const moment = new Promise<typeof waiting>((resolve) => setTimeout(() => resolve(waiting), 5))
      if ((await Promise.race([answer, moment])) !== waiting) break
      await sandbox.advance(1)
    }
    return answer
  }

  async function call<T>(path: string, init?: RequestInit): Promise<Told<T>> {
    const response = await meanwhile(stage.ask(path, init))
    const text = await response.text()
    // Nothing of the upstream's shows: no key, no id, no address.
    expect([...told].filter((secret) => text.includes(secret))).toEqual([])
    return { status: response.status, body: JSON.parse(text) }
  }

  /** Watches a job to its end, looking every `step` seconds, and that it tells a likely story. */
  async function watch(id: string, { step = 5, turns = 60 } = {}): Promise<Video> {
    let known = (await call<Video>(`/videos/${id}`)).body
    for (let turn = 0; turn < turns && known.status !== 'completed' && known.status !== 'failed'; turn += 1) {
      await stage.advance(step)
      const { body: next } = await call<Video>(`/videos/${id}`)
      expect(['queued', 'in_progress', 'completed', 'failed']).toContain(next.status)
      expect(next.progress ?? 0).toBeGreaterThanOrEqual(known.progress ?? 0)
      known = next
    }
    return known
  }

  return {
    ...stage,
    call,
    watch,
    create: (prompt = 'A lamp at dusk') =>
      call<Video>('/videos', posting({ prompt, model: 'mini', size: '320x192', seconds: '1' })),
    list: async () => (await call<VideoList>('/videos')).body.data,
    async close() {
      await videos.close()
      await sandbox.close()
    },
  }
}
