import { createAndWatch } from '@dailies/core'
import { expect, it } from 'vitest'
import { createSandboxClient } from './testing/sandbox-client'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('resolves with the finished film and tells of the progress on the way', async () => {
  const { videos, environment, advance } = createSandboxClient()
  const seen: string[] = []
  const film = createAndWatch(videos, request, { environment, onProgress: ({ status }) => seen.push(status) })
  await advance(30)
  await expect(film).resolves.toMatchObject({ status: 'completed', progress: 100 })
  expect([...new Set(seen)]).toEqual(['queued', 'in_progress', 'completed'])
})

it('a failed job is a result, a refused create is an error', async () => {
  const { videos, environment, advance } = createSandboxClient()
  const failed = createAndWatch(videos, { ...request, prompt: 'gore' }, { environment })
  await advance(30)
  await expect(failed).resolves.toMatchObject({ status: 'failed' })
  await expect(createAndWatch(videos, { ...request, seconds: '5' }, { environment })).rejects.toMatchObject({
    status: 400,
    param: 'seconds',
  })
})

it('aborting stops the waiting, not the job', async () => {
  const { videos, environment, advance, sandbox } = createSandboxClient()
  const controller = new AbortController()
  const film = createAndWatch(videos, request, { environment, signal: controller.signal })
  await advance(2)
  controller.abort(new Error('enough'))
  await expect(film).rejects.toThrow('enough')
  expect(environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  await sandbox.advance(30)
  expect((await videos.list()).data[0]?.status).toBe('completed')
})
