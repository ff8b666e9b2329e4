import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { archiveSuite, streamFrom } from '../testing/archive-suite'
import { diskArchive } from './disk-archive'
import { memoryArchive } from './memory-archive'

const folders: string[] = []
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dailies-archive-'))
  folders.push(folder)
  return folder
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

archiveSuite('memory', async () => memoryArchive())
archiveSuite('disk', async () => diskArchive({ directory: path.join(await newFolder(), 'created', 'when needed') }))

it('a disk archive leaves no temporary file behind, after a completed or a failed write', async () => {
  const directory = await newFolder()
  const archive = diskArchive({ directory })
  await archive.write('video_1/video', streamFrom(new Uint8Array(9)), { contentType: 'video/mp4' })
  const broken = archive.write('video_2/video', streamFrom(new Uint8Array(9), new Error('cut')), {
    contentType: 'video/mp4',
  })
  await expect(broken).rejects.toThrow('cut')
  expect(await readdir(path.join(directory, '.incoming'))).toEqual([])
  expect(await readdir(directory)).toEqual(['.incoming', 'video_1'])
})

it('a disk archive deletes old temporary files of a crashed process, and no others', async () => {
  const directory = await newFolder()
  const incoming = path.join(directory, '.incoming')
  await diskArchive({ directory }).write('video_1/video', streamFrom(new Uint8Array(9)), { contentType: 'video/mp4' })
  await writeFile(path.join(incoming, 'abandoned'), 'half a video')
  await writeFile(path.join(incoming, 'in-use'), 'half a video')
  const longAgo = new Date(Date.now() - 2 * 86_400_000)
  await utimes(path.join(incoming, 'abandoned'), longAgo, longAgo)
  await diskArchive({ directory }).write('video_2/video', streamFrom(new Uint8Array(9)), { contentType: 'video/mp4' })
  expect(await readdir(incoming)).toEqual(['in-use'])
})

it('a disk archive ignores a folder among its temporary files', async () => {
  const directory = await newFolder()
  const folder = path.join(directory, '.incoming', '.snapshot')
  await mkdir(folder, { recursive: true })
  await utimes(folder, new Date(0), new Date(0))
  const archive = diskArchive({ directory })
  const written = archive.write('video_1/video', streamFrom(new Uint8Array(9)), { contentType: 'video/mp4' })
  await expect(written).resolves.toBe(9)
  expect(await readdir(path.join(directory, '.incoming'))).toEqual(['.snapshot'])
})

it('a disk archive cancels a body that it cannot write, and writes the next one after the disk is repaired', async () => {
  const directory = await newFolder()
  const obstacle = path.join(directory, '.incoming')
  await writeFile(obstacle, 'not a folder')
  let isCancelled = false
  const body = new ReadableStream<Uint8Array>({
    cancel: () => {
      isCancelled = true
    },
  })
  const archive = diskArchive({ directory })
  await expect(archive.write('video_1/video', body, { contentType: 'video/mp4' })).rejects.toThrow('EEXIST')
  expect(isCancelled).toBe(true)
  await rm(obstacle)
  const written = archive.write('video_1/video', streamFrom(new Uint8Array(9)), { contentType: 'video/mp4' })
  await expect(written).resolves.toBe(9)
})

it('a disk archive deletes the folder of a video with its last file', async () => {
  const directory = await newFolder()
  const archive = diskArchive({ directory })
  await archive.write('video_1/video', streamFrom(new Uint8Array(9)), { contentType: 'video/mp4' })
  await archive.delete('video_1/video')
  await expect(stat(path.join(directory, 'video_1'))).rejects.toThrow('ENOENT')
})
