import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import { openStore } from './open-store'

const createFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dailies-studio-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

it('opens a new folder', async () => {
  const store = await openStore(path.join(createFolder(), 'new'))
  expect(await store.ownerSeq('ada')).toBe(0)
  await store.close?.()
})

it('names a file that it cannot read, and the variable that chooses another folder', async () => {
  const folder = createFolder()
  const file = path.join(folder, 'videos.db')
  const database = new Database(file)
  database.exec(
    "create table dailies_settings (name text primary key, value text); insert into dailies_settings values ('schema', '1')",
  )
  database.close()
  await expect(openStore(folder)).rejects.toThrow(new RegExp(`${file} was created by an unreleased version.*DATA_DIR`))
})
