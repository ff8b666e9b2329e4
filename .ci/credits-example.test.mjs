// The ledger of examples/credits-better-auth, without the app around it.
import { createRequire } from 'node:module'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLedger } from '../examples/credits-better-auth/server/ledger.ts'

// It is installed where the server's store needs it.
const Database = createRequire(new URL('../packages/server/package.json', import.meta.url))('libsql')

const charge = (id, owner = 'ada') => ({ id, owner })
let folder
let ledger
const open = () => createLedger(new Database(path.join(folder, 'app.db')))

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dailies-ledger-'))
  ledger = open()
  ledger.grant('welcome:ada', 'ada', 1)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('grants once for each id', () => {
  ledger.grant('welcome:ada', 'ada', 1)
  expect(ledger.balance('ada')).toBe(1)
  ledger.grant('payment_1', 'ada', 10)
  expect(ledger.balance('ada')).toBe(11)
})

it('debits what the balance covers, in two processes', () => {
  const other = open()
  expect(ledger.debit(charge('video_1'))).toBeUndefined()
  expect(other.debit(charge('video_2'))).toBe('A video costs 1 credit, and you have 0.')
  expect(ledger.debit(charge('video_3', 'bob'))).toBe('A video costs 1 credit, and you have 0.')
  expect(ledger.balance('ada')).toBe(0)
})

it('debits and refunds once for each id', () => {
  for (const each of [ledger, open(), ledger]) expect(each.debit(charge('video_1'))).toBeUndefined()
  for (const each of [ledger, open(), ledger]) each.refund(charge('video_1'))
  expect(ledger.balance('ada')).toBe(1)
  expect(ledger.debit(charge('video_1'))).toBe('This video was refunded already.')
  expect(ledger.balance('ada')).toBe(1)
})

it('keeps a refund that comes before its debit', () => {
  ledger.refund(charge('video_1'))
  expect(ledger.debit(charge('video_1'))).toBe('This video was refunded already.')
  expect(ledger.balance('ada')).toBe(1)
})
