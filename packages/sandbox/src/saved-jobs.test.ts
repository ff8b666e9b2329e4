import { expect, it } from 'vitest'
import type { SavedJob } from './saved-jobs'
import { openSandbox } from './testing/open-sandbox'

/** Opens one sandbox after the other on the same jobs, each at the time at which the last one ended. */
function openOnSavedJobs() {
  const saved = new Map<string, SavedJob>()
  let startsAt = 1_790_000_000
  let seed = 0
  return () => {
    const opened = openSandbox({
      jobDurationMs: 10_000,
      expiresAfterMs: 60_000,
      startsAt,
      seed: (seed += 1),
      savedJobs: {
        jobs: [...saved.values()].toSorted((one, other) => one.number - other.number),
        save: (job) => saved.set(job.id, structuredClone(job)),
        delete: (id) => saved.delete(id),
      },
    })
    const end = async () => {
      startsAt = opened.sandbox.now()
      await opened.sandbox.close()
    }
    return { ...opened, end }
  }
}

it.each([
  ['is queued', 0.5],
  ['is in progress', 5],
])('a job that %s goes on where it was, and completes at its time', async (_, after) => {
  const open = openOnSavedJobs()
  const first = open()
  const id = await first.create()
  await first.sandbox.advance(after)
  const { body: before } = await first.ask(`/${id}`)
  await first.end()
  const second = open()
  expect((await second.ask(`/${id}`)).body).toEqual(before)
  await second.sandbox.advance(9.9 - after)
  expect((await second.ask(`/${id}`)).body.status).toBe('in_progress')
  await second.sandbox.advance(0.2)
  expect((await second.ask(`/${id}`)).body.status).toBe('completed')
  expect((await second.content(id)).status).toBe(200)
})

it('a completed job keeps its files until they expire', async () => {
  const open = openOnSavedJobs()
  const first = open()
  const id = await first.create()
  await first.sandbox.advance(11)
  const bytes = await (await first.content(id)).arrayBuffer()
  await first.end()
  const second = open()
  expect(await (await second.content(id)).arrayBuffer()).toEqual(bytes)
  await second.sandbox.advance(60)
  expect((await second.content(id)).status).toBeGreaterThanOrEqual(400)
  await second.end()
  const third = open()
  expect((await third.ask(`/${id}`)).body.status).toBe('completed')
  expect((await third.content(id)).status).toBeGreaterThanOrEqual(400)
})

it('a failed job stays failed, and renders nothing', async () => {
  const open = openOnSavedJobs()
  const first = open()
  const id = await first.create({ prompt: 'A scene with extreme gore.' })
  await first.sandbox.advance(11)
  const { body: failed } = await first.ask(`/${id}`)
  expect(failed.status).toBe('failed')
  await first.end()
  const second = open()
  await second.sandbox.advance(11)
  expect((await second.ask(`/${id}`)).body).toEqual(failed)
  expect(second.sandbox.counters.renders).toBe(0)
})

it('a deleted job is gone, and no later one has its id', async () => {
  const open = openOnSavedJobs()
  const first = open()
  const [kept, deleted] = [await first.create(), await first.create()]
  await first.sandbox.advance(25)
  await first.ask(`/${deleted}`, { method: 'DELETE' })
  await first.end()
  const second = open()
  expect((await second.ask(`/${deleted}`)).status).toBe(404)
  const ids = [deleted, await second.create(), await second.create()]
  expect(new Set([kept, ...ids]).size).toBe(4)
})

it('a remix has its source after a restart', async () => {
  const open = openOnSavedJobs()
  const first = open()
  const id = await first.create()
  await first.sandbox.advance(11)
  await first.end()
  const second = open()
  const { body } = await second.post(`/${id}/remix`, { prompt: 'At night.' })
  expect(body).toMatchObject({ remixed_from_video_id: id })
  await second.sandbox.advance(11)
  expect((await second.ask(`/${body.id}`)).body.status).toBe('completed')
})
