import { afterEach, describe, expect, it } from 'vitest'
import { indexedDbArchive, indexedDbStore } from '../indexed-db'
import type { Store } from '../store/store'
import { archiveSuite } from '../testing/archive-suite'
import { newJob } from '../testing/new-job'
import { lease, start } from '../testing/store-harness'
import { storeSuite } from '../testing/store-suite'

const newName = (): string => crypto.randomUUID()

const deleteDatabase = (name: string): Promise<unknown> =>
  new Promise((resolve) => {
    indexedDB.deleteDatabase(name).addEventListener('success', resolve)
  })

/** A store that is closed and opened again for every call: it knows only what was written. */
function forgetfulStore(name: string): Store {
  let last: Promise<unknown> = Promise.resolve()
  return new Proxy({} as Store, {
    get: (_, operation) => {
      if (operation === 'close' || operation === 'listen' || operation === 'then') return undefined
      return async (...args: unknown[]) => {
        const call = async (): Promise<unknown> => {
          const store = indexedDbStore({ name })
          try {
            return await Reflect.apply(Reflect.get(store, operation), store, args)
          } finally {
            await store.close?.()
          }
        }
        const result = last.then(call)
        last = result.catch(() => undefined)
        return result
      }
    },
  })
}

const kinds = [
  { name: 'IndexedDB', open: (name: string): Store => indexedDbStore({ name }) },
  { name: 'IndexedDB, opened again for every call', open: forgetfulStore },
]

describe.each(kinds)('$name', (kind) => {
  storeSuite(kind.name, async () => {
    const name = newName()
    const store = kind.open(name)
    return {
      open: () => store,
      close: async () => {
        await store.close?.()
        await deleteDatabase(name)
      },
    }
  })
})

archiveSuite('IndexedDB', async () => indexedDbArchive({ name: newName() }))

describe('a second store of the same name', () => {
  const opened: Store[] = []
  afterEach(() => Promise.all(opened.splice(0).map((store) => store.close?.())))
  const open = (name: string): Store => opened[opened.push(indexedDbStore({ name })) - 1]!

  it('waits until the first is closed, and then has its rows', async () => {
    const name = newName()
    const job = newJob('ada', start)
    const first = open(name)
    await first.reserve(job, { limits: {}, lease: lease('creator') })
    const seen: string[] = []
    const second = open(name)
    const reading = second.retrieve(job.video.id).then((found) => {
      seen.push('read')
      return found
    })
    await first.saveUpdate(job.video.id, (current) => ({ ...current, dueAt: start + 5 }))
    seen.push('written')
    await first.close?.()
    expect(await reading).toMatchObject({ dueAt: start + 5 })
    expect(seen).toEqual(['written', 'read'])
  })

  it('of another name does not wait', async () => {
    await open(newName()).secret()
    expect(await open(newName()).secret()).toHaveLength(36)
  })
})

describe('without space on the disk', () => {
  const { transaction } = IDBDatabase.prototype
  const fillDisk = (): void => {
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode !== 'readwrite') return transaction.call(this, names, mode, options)
      // Chromium's error has no message.
      throw new DOMException('', 'QuotaExceededError')
    }
  }
  const makeSpace = (): void => {
    IDBDatabase.prototype.transaction = transaction
  }
  afterEach(makeSpace)

  it('a change is an error that names the reason, and is written with the next operation', async () => {
    const name = newName()
    const store = indexedDbStore({ name })
    const job = newJob('ada', start)
    await store.reserve(job, { limits: {}, lease: lease('creator') })
    fillDisk()
    const change = store.saveUpdate(job.video.id, (current) => ({ ...current, dueAt: start + 5 }))
    await expect(change).rejects.toMatchObject({
      code: 'overloaded',
      message: expect.stringContaining('QuotaExceededError'),
      cause: expect.objectContaining({ name: 'QuotaExceededError' }),
    })
    expect(await store.retrieve(job.video.id)).toMatchObject({ dueAt: start + 5 })
    makeSpace()
    await store.ownerSeq('ada')
    await store.close?.()
    const reopened = indexedDbStore({ name })
    expect(await reopened.retrieve(job.video.id)).toMatchObject({ dueAt: start + 5 })
    await reopened.close?.()
  })

  it('a store opens, and shows what it has', async () => {
    const name = newName()
    const job = newJob('ada', start)
    const first = indexedDbStore({ name })
    await first.reserve(job, { limits: {}, lease: lease('creator') })
    const secret = await first.secret()
    await first.close?.()
    fillDisk()
    const second = indexedDbStore({ name })
    expect(await second.secret()).toBe(secret)
    expect(await second.retrieve(job.video.id)).toMatchObject({ video: { id: job.video.id } })
    await second.close?.()
  })

  it('of two changes at once, neither succeeds before it is written', async () => {
    const store = indexedDbStore({ name: newName() })
    await store.secret()
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      const opened = transaction.call(this, names, mode, options)
      setTimeout(() => opened.abort())
      return opened
    }
    const changes = [0, 1].map(() => store.reserve(newJob('ada', start), { limits: {}, lease: lease('creator') }))
    expect((await Promise.allSettled(changes)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    makeSpace()
    await store.close?.()
  })
})

it('a store that is closed opens nothing again', async () => {
  const store = indexedDbStore({ name: newName() })
  await store.secret()
  await store.close?.()
  await expect(store.secret()).rejects.toThrow('closed')
})
