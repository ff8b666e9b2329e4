import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, expect, it, vi } from 'vitest'
import { sqliteStore } from '../../sqlite'
import { storeSuite } from '../../testing/store-suite'
import type { Store } from '../store'

const directory = mkdtempSync(path.join(tmpdir(), 'dailies-plans-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Every statement of the store in the conformance suite, which calls each operation in each of its forms. */
const statements = new Set<string>()
const { prepare } = Database.prototype
vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, statement) {
  if (/^(select|insert|update|delete) /.test(statement)) statements.add(statement)
  return prepare.call(this, statement)
})

let files = 0
const nextFile = (): string => path.join(directory, `${(files += 1)}.db`)

storeSuite('SQLite', async () => {
  const file = nextFile()
  const stores: Store[] = []
  return {
    open: () => stores[stores.push(sqliteStore({ file })) - 1] as Store,
    close: async () => void (await Promise.all(stores.map((store) => store.close?.()))),
  }
})

/** The statements that may read a whole table or index. Any other reads only the rows that it needs, by an index. */
const scans = {
  'select "name", "value" from "dailies_settings"': 'the table has a row for each of two settings',
  'select count(*) as "active" from "dailies_jobs" where "is_active" = 1':
    'a partial index of the active jobs alone, and they are counted',
  'select count(*) as "count" from "dailies_jobs" where "phase" = \'waiting\'':
    'a partial index of the waiting jobs alone, and they are counted',
  'select "model", "size", "seconds", "duration_ms" from "dailies_requests" where "duration_ms" is not null order by "at" desc limit ?':
    'an index in this order, and the limit ends it after 2,000 rows',
}

it('every statement reads by an index, without a scan or a sort', async () => {
  const file = nextFile()
  const store = sqliteStore({ file })
  await store.secret()
  // A database without statistics, as every database of the store is.
  const database = new Database(file)
  const slow = [...statements].filter((statement) => {
    const plan = database.prepare(`explain query plan ${statement}`).all() as { detail: string }[]
    // Values of the statement itself are no table.
    return plan.some(({ detail }) => /^SCAN (?!\d+[- ](?:ROW|CONSTANT))|TEMP B-TREE/.test(detail))
  })
  database.close()
  await store.close?.()
  expect(slow.sort()).toEqual(Object.keys(scans).sort())
})
