import { createSandbox, listen } from '@dailies/sandbox'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { blocksOf } from '../../../.ci/documents.mjs'
import { durableObjectStore } from './durable-object'
import { openS3 } from './testing/s3-server'
import { bundleWorker, startWorker } from './testing/workers/workerd'
import type { Worker } from './testing/workers/workerd'

const resolveDir = fileURLToPath(new URL('.', import.meta.url))

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const start = async (...args: Parameters<typeof startWorker>): Promise<Worker> => {
  const worker = await startWorker(...args)
  closers.push(() => worker.dispose())
  return worker
}

describe('the store of a Durable Object, in workerd', () => {
  let script: string
  beforeAll(async () => {
    script = await bundleWorker("export { Jobs, default } from './testing/workers/store-suite.mjs'", resolveDir)
  })

  it('keeps every promise of a store', async () => {
    const worker = await start(script, { durableObjects: { JOBS: 'Jobs' } })
    const { count, failed } = (await (await worker.dispatchFetch('http://worker/')).json()) as Record<string, unknown>
    expect(failed).toEqual([])
    expect(count).toBeGreaterThan(40)
  })

  it('rolls back the writes of a transaction that fails', async () => {
    const worker = await start(script, { durableObjects: { JOBS: 'Jobs' } })
    const result = await (await worker.dispatchFetch('http://worker/fail-late')).json()
    expect(result).toEqual({ error: expect.stringContaining('UNIQUE'), ownerSeq: 1, active: 1 })
  })

  it('purges and looks up more rows than a query may have parameters', async () => {
    const worker = await start(script, { durableObjects: { JOBS: 'Jobs' } })
    expect(await (await worker.dispatchFetch('http://worker/purge')).json()).toEqual({ assigned: [], left: 0 })
  })
})

describe('the guide for Workers', () => {
  const code = blocksOf('docs/workers.md').find(({ language }) => language === 'ts')?.code ?? ''

  it('makes a video, which survives a restart during its creation', async () => {
    const script = await bundleWorker(code, resolveDir)
    const sandbox = createSandbox({ clock: 'manual' })
    const provider = await listen(sandbox, { port: 0 })
    const bucket = await openS3()
    const directory = await mkdtemp(join(tmpdir(), 'dailies-worker-'))
    closers.push(
      () => rm(directory, { recursive: true }),
      bucket.close,
      () => provider.close(),
    )
    const env = {
      VIDEOS_BASE_URL: provider.baseURL,
      VIDEOS_API_KEY: 'any',
      BUCKET_ENDPOINT: bucket.options.endpoint,
      BUCKET_KEY_ID: bucket.options.accessKeyId,
      BUCKET_SECRET: bucket.options.secretAccessKey,
    }
    const options = { durableObjects: { VIDEOS: 'Videos' }, directory, env }
    const url = 'http://localhost/api/videos'

    const first = await start(script, options)
    const created = await first.dispatchFetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ prompt: 'A brass lamp on a desk.', seconds: '4' }),
    })
    const { id, status } = (await created.json()) as { id: string; status: string }
    expect([created.status, status]).toEqual([200, 'queued'])
    await first.dispose()

    const second = await start(script, options)
    const read = async () => (await (await second.dispatchFetch(`${url}/${id}`)).json()) as object
    expect(await read()).toMatchObject({ id, status: expect.stringMatching(/queued|in_progress/) })
    await sandbox.advance(60)
    await vi.waitFor(async () => expect(await read()).toMatchObject({ assets: { video: { state: 'ready' } } }), 30_000)
    const range = { headers: { Range: 'bytes=4-7' } }
    const content = await second.dispatchFetch(`${url}/${id}/content`, range)
    expect([content.status, await content.text()]).toEqual([206, 'ftyp'])
    expect(sandbox.creates).toMatchObject([{ request: { prompts: ['A brass lamp on a desk.'] } }])
  })
})

it.each([[{}], [{ storage: undefined }], [{ storage: {} }], [{ storage: { transaction: () => undefined } }]])(
  'rejects the storage of %o',
  (options) => {
    expect(() => durableObjectStore(options as never)).toThrow(
      expect.objectContaining({ code: 'misconfigured', param: 'storage' }),
    )
  },
)
