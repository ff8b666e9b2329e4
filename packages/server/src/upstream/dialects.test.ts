import type { Capabilities, ErrorBody, Video } from '@dailies/core'
import type { SandboxOptions } from '@dailies/sandbox/browser'
import { videoRenderer } from '@dailies/sandbox/video/video-renderer'
import type { DialectName } from '@dailies/server/openai'
import { describe, expect, it } from 'vitest'
import { posting } from '../testing/stage'
import { dialects } from './dialects'
import { openDialect } from './testing/dialect-stage'

type Variations = NonNullable<SandboxOptions['variations']>

const names = Object.keys(dialects).filter((name): name is DialectName => name in dialects)
const plain = names.map((name): [DialectName, Variations] => [name, []])
const varied: [DialectName, Variations][] = [
  ['sglang', ['cloud-storage']],
  ['sglang', ['rejected-variants']],
  ['tensorrt-llm', ['avi']],
  ['qvac', ['avi']],
  ['dynamo', ['inline']],
  ['relay', ['output-url']],
  ['relay', ['output-list', 'fraction']],
]
const cases = [
  ...[...plain, ...varied].flatMap(([dialect, variations]) =>
    [true, false].map((isNamed) => ({
      dialect,
      variations,
      isNamed,
      isReal: false,
      how: isNamed ? 'by name' : 'unnamed',
    })),
  ),
  // Fixture films are quick; real ones show that nothing on the way depends on their being small.
  ...(['openai', 'aisix', 'relay'] as const).map((dialect) => {
    const variations: Variations = []
    return { dialect, variations, isNamed: true, isReal: true, how: 'with real films' }
  }),
]

/** What the sandbox's dialects have beside create, retrieve and content. */
const followUps: Partial<Record<DialectName, readonly string[]>> = {
  openai: ['remix', 'edit', 'extend'],
  litellm: ['remix'],
  'new-api': ['remix'],
}
const hasPreviews = new Set<DialectName>(['openai', 'vllm-omni', 'tensorrt-llm', 'new-api'])

describe.each(cases)('$dialect $variations, $how', ({ dialect, variations, isNamed, isReal }) => {
  it('takes a film from prompt to deletion, paid for once', { timeout: 30_000 }, async () => {
    const sandbox = isReal ? { renderer: videoRenderer() } : {}
    const stage = openDialect({ dialect, variations, isNamed, sandbox })
    const { call, watch } = stage
    let made = 0

    const { status, body: created } = await stage.create()
    expect([status, created.model, created.prompt]).toEqual([200, 'mini', 'A lamp at dusk'])
    made += 1
    const film = await watch(created.id)
    expect(film).toMatchObject({ status: 'completed', progress: 100, size: '320x192', seconds: '1', error: null })
    expect((await stage.list()).map(({ id }) => id)).toEqual([created.id])

    const isAvi = variations.includes('avi')
    const whole = await stage.ask(`/videos/${film.id}/content`)
    const bytes = new Uint8Array(await whole.arrayBuffer())
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, isAvi ? 'video/x-msvideo' : 'video/mp4'])
    expect(new TextDecoder().decode(bytes.subarray(isAvi ? 0 : 4, isAvi ? 4 : 8))).toBe(isAvi ? 'RIFF' : 'ftyp')
    expect(bytes.length > 5_000).toBe(isReal)
    const part = await stage.ask(`/videos/${film.id}/content`, { headers: { range: 'bytes=10-19' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes.length}`])
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(10, 20))

    for (const variant of ['thumbnail', 'spritesheet'] as const) {
      const preview = await stage.ask(`/videos/${film.id}/content?variant=${variant}`)
      const isServed = hasPreviews.has(dialect)
      expect(preview.status).toBe(isServed ? 200 : 501)
      expect(preview.headers.get('content-type')?.startsWith('image/')).toBe(isServed)
      await preview.arrayBuffer()
      const { body } = await call<Video>(`/videos/${film.id}`)
      expect(body.assets?.[variant].state).toBe(isServed ? 'ready' : 'unavailable')
    }

    const offered = async () => {
      const { verbs } = (await call<Capabilities>('/videos/capabilities')).body
      return (['remix', 'edit', 'extend'] as const).filter((verb) => verbs[verb])
    }
    const promised = await offered()
    for (const verb of promised) {
      const [path, source] =
        verb === 'remix'
          ? [`/${film.id}/remix`, {}]
          : [`/${verb}s`.replace('extends', 'extensions'), { video: { id: film.id } }]
      const seconds = verb === 'extend' ? { seconds: '1' } : {}
      const next = await call<Video & ErrorBody>(
        `/videos${path}`,
        posting({ prompt: 'Now at dawn', ...source, ...seconds }),
      )
      const isThere = followUps[dialect]?.includes(verb) ?? false
      made += isThere ? 1 : 0
      expect([verb, next.status, next.body.error?.code]).toEqual([
        verb,
        isThere ? 200 : 501,
        isThere ? undefined : 'unsupported',
      ])
      const ended = isThere ? await watch(next.body.id) : undefined
      expect(ended?.status).toBe(isThere ? 'completed' : undefined)
      expect(ended?.seconds).toBe(isThere ? (verb === 'extend' ? '2' : '1') : undefined)
      expect(ended?.remixed_from_video_id).toBe(isThere ? film.id : undefined)
    }
    // One refusal may be the fault of one film.
    expect(await offered()).toEqual(promised)

    expect((await call(`/videos/${film.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await call(`/videos/${film.id}`)).status).toBe(404)
    expect((await stage.list()).map(({ id }) => id)).not.toContain(film.id)

    expect(stage.sandbox.counters).toMatchObject({ creates: made, leakedKeys: 0, openStreams: 0 })
    await stage.close()
  })
})
