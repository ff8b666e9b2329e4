import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import { sqliteStore } from './sqlite'
import type { Store } from './store/store'
import { newJob } from './testing/new-job'

const now = Date.UTC(2026, 10, 22)
const job = newJob('ada', now)
const { id } = job.video
const lease = { id: 'a', expiresAt: now }

/** Every operation that writes, once the database is open. */
const writes: Partial<{ [Name in keyof Store]: (store: Store) => Promise<unknown> }> = {
  reserve: (store) => store.reserve(newJob('ada', now), { limits: {}, lease }),
  insertExisting: (store) => store.insertExisting(newJob('ada', now), 'another ref'),
  claim: (store) => store.claim({ upstreamId: 'up', work: 'poll', lease, now, limit: 1 }),
  renew: (store) => store.renew([{ id, leaseId: 'a' }], now + 1),
  shiftDue: (store) => store.shiftDue({ upstreamId: 'up', byMs: 1, now }),
  saveUpdate: (store) => store.saveUpdate(id, (current) => ({ ...current, failures: 1 })),
  delete: (store) => store.delete('ada', id, now),
  recordWebhook: (store) => store.recordWebhook('delivery', 'ref', now),
  purge: (store) => store.purge({ before: now, now, limit: 1 }),
}

it.each(Object.entries(writes))('%s waits while another process writes', async (_, write) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'dailies-locks-'))
  const file = path.join(directory, 'videos.db')
  const store = sqliteStore({ file })
  await store.reserve(job, { limits: {}, lease })
  const other = new Database(file)
  onTestFinished(async () => {
    await store.close?.()
    other.close()
    rmSync(directory, { recursive: true })
  })
  other.exec('begin immediate')
  const done: string[] = []
  const writing = write(store).then(() => done.push('write'))
  await new Promise((resolve) => setTimeout(resolve, 150))
  done.push('commit')
  other.exec('commit')
  await writing
  expect(done).toEqual(['commit', 'write'])
})
