import { createAndWatch } from '@dailies/core'
import { expect, it } from 'vitest'
import { createSandboxClient } from './testing/sandbox-client'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('resolves with the completed video and reports progress', async () => {
  const { videos, environment, advance } = createSandboxClient()
  const statuses: string[] = []
  const promise = createAndWatch(videos, request, { environment, onProgress: ({ status }) => statuses.push(status) })
  await advance(30)
  await expect(promise).resolves.toMatchObject({ status: 'completed', progress: 100 })
  expect([...new Set(statuses)]).toEqual(['queued', 'in_progress', 'completed'])
})

it('resolves with a failed job and rejects if the create is rejected', async () => {
  const { videos, environment, advance } = createSandboxClient()
  const failed = createAndWatch(videos, { ...request, prompt: 'gore' }, { environment })
  await advance(30)
  await expect(failed).resolves.toMatchObject({ status: 'failed' })
  await expect(createAndWatch(videos, { ...request, seconds: '5' }, { environment })).rejects.toMatchObject({
    status: 400,
    param: 'seconds',
  })
})

it('aborting stops watching but does not cancel the job', async () => {
  const { videos, environment, advance, sandbox } = createSandboxClient()
  const controller = new AbortController()
  const promise = createAndWatch(videos, request, { environment, signal: controller.signal })
  await advance(2)
  controller.abort(new Error('aborted by the test'))
  await expect(promise).rejects.toThrow('aborted by the test')
  expect(environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  await sandbox.advance(30)
  expect((await videos.list()).data[0]?.status).toBe('completed')
})
