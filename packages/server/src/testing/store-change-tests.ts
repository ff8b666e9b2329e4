import { beforeEach, expect, it } from 'vitest'
import type { Job } from '../store/job'
import { storeMetadata } from '../store/stored-metadata'
import type { ListOptions, Store } from '../store/store'
import { newJob } from './new-job'
import { start } from './store-harness'
import type { StoreHarness } from './store-harness'

/** Changes: their order, and who is notified of them. */
export function changeTests(harness: StoreHarness): void {
  const { reserve, running, concurrently } = harness
  let store: Store
  let other: Store
  beforeEach(() => void ({ store, other } = harness))

  it('numbers the changes of each owner in the order of commits', async () => {
    const [one, two] = [await running('ada'), await running('ada')]
    const theirs = await running('bob')
    expect([one.ownerSeq, two.ownerSeq, theirs.ownerSeq]).toEqual([1, 2, 1])
    const changed = await store.saveUpdate(one.video.id, (job) => ({ ...job, version: 5, changedAt: start + 500 }))
    expect(changed?.ownerSeq).toBe(3)
    // Nothing that the owner can see.
    expect((await other.saveUpdate(two.video.id, (job) => ({ ...job, failures: 1 })))?.ownerSeq).toBe(2)
    expect((await other.delete('ada', two.video.id, start + 400))?.ownerSeq).toBe(4)
    const changes = async (afterSeq: number, limit = 10) =>
      (await other.ownerChanges('ada', { afterSeq, limit })).map(({ video, ownerSeq, phase }) => [
        video.id,
        ownerSeq,
        phase.name,
      ])
    const [first, second] = [
      [one.video.id, 3, 'running'],
      [two.video.id, 4, 'deleted'],
    ]
    expect(await changes(0)).toEqual([first, second])
    expect(await changes(0, 1)).toEqual([first])
    expect(await changes(3)).toEqual([second])
    expect(await changes(4)).toEqual([])
    expect([await store.ownerSeq('ada'), await other.ownerSeq('bob'), await store.ownerSeq('nobody')]).toEqual([
      4, 1, 0,
    ])
  })

  it('gives every concurrent change of an owner its own number, and hides none of them from a reader', async () => {
    const { video } = await running()
    const seen: number[] = []
    let isDone = false
    const reading = (async () => {
      while (true) {
        if (isDone) return
        for (const { ownerSeq } of await other.ownerChanges('ada', { afterSeq: seen.at(-1) ?? 1, limit: 10 }))
          seen.push(ownerSeq)
      }
    })()
    const changes = await concurrently(20, async (at, index) =>
      index % 4
        ? (await reserve(newJob('ada', start), undefined, 'same', {}, at), undefined)
        : at.saveUpdate(video.id, (job) => ({ ...job, version: job.version + 1 })),
    )
    isDone = true
    await reading
    const last = await store.ownerSeq('ada')
    expect(last).toBe(21)
    const rest = await store.ownerChanges('ada', { afterSeq: seen.at(-1) ?? 1, limit: 100 })
    const all = [...seen, ...rest.map(({ ownerSeq }) => ownerSeq)]
    expect(all).toEqual([...new Set(all)].toSorted((one, two) => one - two))
    // Of a job that changed again before it was read, only the last change is listed.
    const created = 15
    expect(all.length).toBeGreaterThanOrEqual(created + 1)
    expect(changes.filter((job) => job !== undefined)).toHaveLength(5)
  })

  it('filters a list by metadata, as it was saved last, of one owner and of no deleted job', async () => {
    const jobs: Job[] = []
    for (const [index, metadata] of [{ a: '1', b: '2' }, { a: '1' }, { a: '2' }, { a: '1', b: '2' }].entries())
      jobs.push(await running('ada', start + index, storeMetadata(metadata)))
    await running('bob', start, storeMetadata({ a: '1' }))
    const found = async (metadata: Record<string, string>, more: Partial<ListOptions> = {}): Promise<number[]> => {
      const page = await other.list('ada', { limit: 10, order: 'asc', metadata, ...more })
      return page.jobs.map(({ video }) => jobs.findIndex((job) => job.video.id === video.id))
    }
    const idOf = (index: number): string => jobs[index]?.video.id ?? ''
    expect(await found({ a: '1' })).toEqual([0, 1, 3])
    expect(await found({ a: '1', b: '2' })).toEqual([0, 3])
    expect(await found({ a: '1' }, { order: 'desc', after: idOf(3) })).toEqual([1, 0])
    expect(await found({ a: '1' }, { after: idOf(1) })).toEqual([3])
    expect((await other.list('ada', { limit: 2, order: 'asc', metadata: { a: '1' } })).hasMore).toBe(true)
    expect(await found({ toString: '1' })).toEqual([])
    await store.saveUpdate(idOf(0), (job) => ({ ...job, ...storeMetadata({ a: '2' }) }))
    await store.saveUpdate(idOf(1), ({ metadata: _metadata, ...job }) => job)
    await store.delete('ada', idOf(3), start + 10)
    expect(await found({ a: '1' })).toEqual([])
    expect(await found({ a: '2' })).toEqual([0, 2])
    expect((await other.list('ada', { limit: 10, order: 'asc' })).jobs).toHaveLength(3)
  })

  it('lists the owners that changed since a time, also after the clock was set back', async () => {
    const { video } = await running('ada', start)
    await running('bob', start + 400)
    expect(await other.changedOwners(start + 400)).toEqual([{ owner: 'bob', seq: 1 }])
    await store.saveUpdate(video.id, (job) => ({ ...job, version: 5, changedAt: start + 500 }))
    await store.saveUpdate(video.id, (job) => ({ ...job, version: 6, changedAt: start - 3_600_000 }))
    expect(await other.changedOwners(start + 500)).toEqual([{ owner: 'ada', seq: 3 }])
  })

  it('notifies listeners of changes, if it supports listen', async () => {
    if (!store.listen) return
    let calls = 0
    let onChange: (() => void) | undefined
    const stop = await other.listen?.(() => {
      calls += 1
      onChange?.()
    })
    const before = calls
    const next = new Promise<void>((resolve) => (onChange = resolve))
    const { video } = await running()
    await store.saveUpdate(video.id, (job) => ({ ...job, version: 2, changedAt: start + 1 }))
    await next
    expect(calls).toBeGreaterThan(before)
    stop?.()
  })
}
