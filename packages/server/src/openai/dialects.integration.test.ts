import type { Capabilities, ErrorBody, Video } from '@dailies/core'
import { dialectNames as names, sampleVideo } from '@dailies/sandbox'
import type { DialectName, SandboxOptions } from '@dailies/sandbox'
import { videoRenderer } from '@dailies/sandbox-renderer'
import { describe, expect, it } from 'vitest'
import { jsonPost } from '../testing/test-app'
import { openDialectTestApp } from './testing/dialect-test-app'

type Quirks = NonNullable<SandboxOptions['quirks']>

const plain = names.map((name): [DialectName, Quirks] => [name, []])
const varied: [DialectName, Quirks][] = [
  ['sglang', ['cloud-storage']],
  ['sglang', ['rejected-variants']],
  ['tensorrt-llm', ['avi']],
  ['qvac', ['avi']],
  ['dynamo', ['inline']],
  ['relay', ['output-url']],
  ['relay', ['output-list', 'fraction']],
]
const cases = [
  ...[...plain, ...varied].flatMap(([dialect, quirks]) =>
    [true, false].map((isNamed) => ({
      dialect,
      quirks,
      isNamed,
      isRendered: false,
      how: isNamed ? 'by name' : 'detected',
    })),
  ),
  // Samples are fast. Rendered videos show that no part depends on the sample.
  ...(['openai', 'aisix', 'relay'] as const).map((dialect) => {
    const quirks: Quirks = []
    return { dialect, quirks, isNamed: true, isRendered: true, how: 'with rendered videos' }
  }),
]

/** The follow-up operations that each dialect of the sandbox supports. */
const followUps: Partial<Record<DialectName, readonly string[]>> = {
  openai: ['remix', 'edit', 'extend'],
  'new-api': ['remix'],
}
const hasPreviews = new Set<DialectName>(['openai', 'vllm-omni', 'tensorrt-llm', 'new-api'])

describe.each(cases)('$dialect $quirks, $how', ({ dialect, quirks, isNamed, isRendered }) => {
  it('takes a video from prompt to deletion, billed once', { timeout: 30_000 }, async () => {
    const sandbox = isRendered ? { renderer: videoRenderer() } : {}
    const app = openDialectTestApp({ dialect, quirks, isNamed, sandbox })
    const { call, pollUntilEnded } = app
    let creates = 0

    const { status, body: created } = await app.create()
    expect([status, created.model, created.prompt]).toEqual([200, 'mini', 'A lamp at dusk'])
    creates += 1
    const video = await pollUntilEnded(created.id)
    expect(video).toMatchObject({ status: 'completed', progress: 100, size: '320x192', seconds: '1', error: null })
    expect((await app.list()).map(({ id }) => id)).toEqual([created.id])

    const isAvi = quirks.includes('avi')
    const full = await app.request(`/videos/${video.id}/content`)
    const bytes = new Uint8Array(await full.arrayBuffer())
    expect([full.status, full.headers.get('content-type')]).toEqual([200, isAvi ? 'video/x-msvideo' : 'video/mp4'])
    expect(new TextDecoder().decode(bytes.subarray(isAvi ? 0 : 4, isAvi ? 4 : 8))).toBe(isAvi ? 'RIFF' : 'ftyp')
    expect(Buffer.from(bytes).equals(sampleVideo().video)).toBe(!isRendered && !isAvi)
    const partial = await app.request(`/videos/${video.id}/content`, { headers: { range: 'bytes=10-19' } })
    expect([partial.status, partial.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes.length}`])
    expect(new Uint8Array(await partial.arrayBuffer())).toEqual(bytes.slice(10, 20))

    for (const variant of ['thumbnail', 'spritesheet'] as const) {
      const preview = await app.request(`/videos/${video.id}/content?variant=${variant}`)
      const isServed = hasPreviews.has(dialect)
      expect(preview.status).toBe(isServed ? 200 : 501)
      expect(preview.headers.get('content-type')?.startsWith('image/')).toBe(isServed)
      await preview.arrayBuffer()
      const { body } = await call<Video>(`/videos/${video.id}`)
      expect(body.assets?.[variant].state).toBe(isServed ? 'ready' : 'unavailable')
    }

    const offeredOperations = async () => {
      const { operations } = (await call<Capabilities>('/videos/capabilities')).body
      return (['remix', 'edit', 'extend'] as const).filter((operation) => operations[operation])
    }
    const operations = await offeredOperations()
    for (const operation of operations) {
      const [path, source] =
        operation === 'remix'
          ? [`/${video.id}/remix`, {}]
          : [`/${operation}s`.replace('extends', 'extensions'), { video: { id: video.id } }]
      const seconds = operation === 'extend' ? { seconds: '1' } : {}
      const next = await call<Video & ErrorBody>(
        `/videos${path}`,
        jsonPost({ prompt: 'Now at dawn', ...source, ...seconds }),
      )
      const isSupported = followUps[dialect]?.includes(operation) ?? false
      creates += isSupported ? 1 : 0
      expect([operation, next.status, next.body.error?.code]).toEqual([
        operation,
        isSupported ? 200 : 501,
        isSupported ? undefined : 'unsupported',
      ])
      const followUp = isSupported ? await pollUntilEnded(next.body.id) : undefined
      expect(followUp?.status).toBe(isSupported ? 'completed' : undefined)
      expect(followUp?.seconds).toBe(isSupported ? (operation === 'extend' ? '2' : '1') : undefined)
      expect(followUp?.remixed_from_video_id).toBe(isSupported ? video.id : undefined)
    }
    // One unsupported response does not disable an operation: the cause may be the video.
    expect(await offeredOperations()).toEqual(operations)

    expect((await call(`/videos/${video.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await call(`/videos/${video.id}`)).status).toBe(404)
    expect((await app.list()).map(({ id }) => id)).not.toContain(video.id)

    expect(app.sandbox.counters).toMatchObject({ creates, leakedKeys: 0, openStreams: 0 })
    await app.close()
  })
})
