import { createServer } from 'node:http'
import { openaiUpstream } from '../openai'
import { postgresStore } from '../postgres'
import { sqliteStore } from '../sqlite'
import { diskArchive, toNode } from '../node'
import type { OnSettled } from '../outbox/settled'
import { createVideoServer } from '../video-server'
import type { Charge } from '../jobs/credits'
import { authorizeByName, testModels } from './fixtures'

// One instance of an app in its own process, so that a test can kill it.
const { STORE = '', UPSTREAM = '', UPSTREAM_ID, IDEMPOTENT, ADOPT_ORPHANS, CREATE_TIMEOUT } = process.env
const { ARCHIVE, LEDGER, RETAIN_FOR, CLOCK_AHEAD = '0', WEBHOOK_SECRET, MEDIA_ORIGIN, SETTLED_URL } = process.env

let clockAhead = Number(CLOCK_AHEAD)
process.on('message', (message: { clockAhead: number }) => void ({ clockAhead } = message))
// A test that was killed leaves no instance behind.
process.on('disconnect', () => process.exit())

/** A ledger in another process. */
const call = async (verb: string, charge: Charge): Promise<string | undefined> => {
  const response = await fetch(`${LEDGER}/${verb}`, { method: 'POST', body: JSON.stringify(charge) })
  if (!response.ok) throw new Error(await response.text())
  return ((await response.json()) as { reason?: string }).reason
}

const now = (): number => Date.now() + clockAhead

/** Tells the test's own backend. */
const onSettled: OnSettled = async ({ id, status }, context) => {
  const { ok } = await fetch(SETTLED_URL ?? '', { method: 'POST', body: JSON.stringify({ id, status, ...context }) })
  if (!ok) throw new Error('The backend answered with an error.')
}

const videos = createVideoServer({
  upstream: openaiUpstream({
    baseURL: UPSTREAM,
    apiKey: 'key',
    models: testModels,
    now,
    idempotent: IDEMPOTENT === '1',
    ...(UPSTREAM_ID !== undefined && { id: UPSTREAM_ID }),
    ...(MEDIA_ORIGIN !== undefined && { trustedMediaOrigins: [MEDIA_ORIGIN] }),
    ...(WEBHOOK_SECRET !== undefined && { webhookSecret: WEBHOOK_SECRET }),
  }),
  authorize: authorizeByName,
  ...(ARCHIVE !== undefined && { archive: diskArchive({ directory: ARCHIVE }) }),
  ...(RETAIN_FOR !== undefined && { retainForMs: Number(RETAIN_FOR) }),
  store: STORE.startsWith('postgres:') ? postgresStore({ connectionString: STORE }) : sqliteStore({ file: STORE }),
  ...(SETTLED_URL !== undefined && { basePath: '/api', onSettled }),
  ...(LEDGER !== undefined && {
    credits: {
      debit: (charge: Charge) => call('debit', charge),
      refund: async (charge: Charge) => void (await call('refund', charge)),
    },
  }),
  adoptOrphans: ADOPT_ORPHANS === '1',
  ...(CREATE_TIMEOUT !== undefined && { createTimeoutMs: Number(CREATE_TIMEOUT) }),
  now,
})
const server = createServer(toNode(videos))
server.listen(0, '127.0.0.1', () => {
  videos.start()
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined })
})
