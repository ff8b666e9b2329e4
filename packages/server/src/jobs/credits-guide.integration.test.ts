import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { blocksOf } from '../../../../.ci/documents.mjs'
import { hasPostgres, startPostgres } from '../testing/postgres-cluster'
import type { PostgresCluster } from '../testing/postgres-cluster'
import { createTestServer } from '../testing/test-server'
import { jsonPost } from '../testing/test-app'
import type { Charge, Credits } from './credits'

// In node_modules, so that the code of the guide finds `pg`.
const folder = fileURLToPath(new URL('../../node_modules/.cache/dailies', import.meta.url))

async function loadGuide(): Promise<{ tables: string; createLedger(pool: pg.Pool): Credits }> {
  const code = blocksOf('docs/credits.md').find(({ language }) => language === 'ts')?.code ?? ''
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `credits-guide-${process.pid}.mjs`)
  writeFileSync(file, (await transform(code, { loader: 'ts', format: 'esm' })).code)
  return (await import(pathToFileURL(file).href)) as Awaited<ReturnType<typeof loadGuide>>
}

const chargeOf = (id: string, owner = 'ada', price = 0.4): Charge => ({
  id,
  videoId: id,
  owner,
  operation: 'create',
  model: 'mini',
  size: '320x192',
  seconds: '4',
  price,
})

describe.skipIf(!hasPostgres)('the ledger of the guide', () => {
  let cluster: PostgresCluster
  let pool: pg.Pool
  let ledger: Credits
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  beforeEach(async () => {
    const { tables, createLedger } = await loadGuide()
    pool = new pg.Pool({ connectionString: await cluster.createDatabase() })
    // A server that is stopped ends its connections.
    pool.on('error', () => undefined)
    await pool.query(tables)
    await pool.query("insert into credit_accounts values ('ada', 130), ('bob', 40)")
    ledger = createLedger(pool)
    return () => pool.end()
  })
  afterAll(() => cluster?.stop())
  const debited = async (owner = 'ada'): Promise<string[]> => {
    const query = 'select id from credit_charges where owner = $1 and not refunded order by id'
    return (await pool.query(query, [owner])).rows.map(({ id }: { id: string }) => id)
  }

  it('debits what the balance covers, of many at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => ledger.debit(chargeOf(`video_${index}`))),
    )
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(3)
    expect(answers).toContain('This video costs 40 credits, and you have 10.')
    expect(await debited()).toHaveLength(3)
    expect(await ledger.debit(chargeOf('video_bob', 'bob'))).toBeUndefined()
    expect(await ledger.debit(chargeOf('video_eve', 'eve'))).toContain('you have 0')
  })

  it('is effective once for each id, of many calls at the same time', async () => {
    const calls = Array.from({ length: 10 }, () => ledger.debit(chargeOf('video_1')))
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 10 }, () => undefined))
    expect(await debited()).toEqual(['video_1'])
    await Promise.all(Array.from({ length: 10 }, () => ledger.refund(chargeOf('video_1'))))
    expect(await debited()).toEqual([])
    expect(await ledger.debit(chargeOf('video_1'))).toBe('This video was refunded already.')
  })

  it('knows a refund that comes before its debit, or at the same time', async () => {
    await ledger.refund(chargeOf('video_1'))
    expect(await ledger.debit(chargeOf('video_1'))).toBe('This video was refunded already.')
    for (let turn = 0; turn < 20; turn += 1) {
      const charge = chargeOf(`video_race_${turn}`)
      await Promise.all([ledger.debit(charge), ledger.refund(charge)])
    }
    expect(await debited()).toEqual([])
  })

  it('charges no model without a price', async () => {
    const { price: _price, ...rest } = chargeOf('video_1')
    expect(await ledger.debit({ ...rest, price: undefined })).toContain('has no price')
  })

  it('serves a video server', async () => {
    const server = createTestServer(
      { credits: ledger },
      { retrieve: async () => ({ update: { status: 'failed' }, cost: 0 }) },
    )
    const post = () => server.request('/videos', jsonPost({ prompt: 'A lamp.' }))
    const statuses = (await Promise.all([post(), post(), post(), post()])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 200, 200, 402])
    await server.advance(120, 10)
    expect(await debited()).toEqual([])
    await server.videos.close()
  })
})
