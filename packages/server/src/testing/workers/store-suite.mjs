// A Worker that runs the conformance suite of a store, each test in a Durable Object of its own.
import { DurableObject } from 'cloudflare:workers'
import { tests } from 'vitest'
import { durableObjectStore } from '../../durable-object'
import { newJob } from '../new-job'
import { storeSuite } from '../store-suite'

let storage
storeSuite('Durable Object', async () => {
  const store = durableObjectStore({ storage })
  return { open: () => store, close: () => store.close() }
})

export class Jobs extends DurableObject {
  async run(index) {
    storage = this.ctx.storage
    try {
      await tests[index].run()
      return []
    } catch (error) {
      return [`${tests[index].title}: ${error.stack}`]
    }
  }

  /** Reserves a job twice: the second transaction fails after its first write. Resolves with the owner's position. */
  async failLate() {
    const store = durableObjectStore({ storage: this.ctx.storage })
    const job = newJob('ada', Date.now())
    const reserve = () => store.reserve(job, { limits: {}, lease: { id: 'creator', expiresAt: Date.now() } })
    await reserve()
    const error = await reserve().catch((thrown) => thrown.message)
    return { error, ownerSeq: await store.ownerSeq('ada'), active: (await store.usage('ada', Date.now())).active }
  }

  /** The largest purge that the server asks for. Resolves with the rows that are left. */
  async purgeMany(count) {
    const store = durableObjectStore({ storage: this.ctx.storage })
    for (let at = 0; at < count; at += 1) await store.recordWebhook(`delivery ${at}`, `ref ${at}`, 0)
    const keys = Array.from({ length: count }, (_, at) => `ref ${at}`)
    const assigned = await store.assignedRefKeys(keys)
    const now = Date.now()
    while ((await store.purge({ before: now, now, limit: 500 })) > 0);
    const [{ left }] = this.ctx.storage.sql.exec('select count(*) as left from dailies_webhook_deliveries')
    return { assigned, left }
  }
}

const jobsOf = ({ JOBS }, name) => JOBS.get(JOBS.idFromName(name))

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url)
    if (pathname === '/purge') return Response.json(await jobsOf(env, 'purge').purgeMany(150))
    if (pathname === '/fail-late') return Response.json(await jobsOf(env, 'fail late').failLate())
    const failed = []
    // One after the other: the tests share the variable `storage`.
    for (const index of tests.keys()) failed.push(...(await jobsOf(env, String(index)).run(index)))
    return Response.json({ count: tests.length, failed })
  },
}
