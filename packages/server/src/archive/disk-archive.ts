import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { streamOf } from '../byte-source'
import type { ByteSource } from '../byte-source'
import { lazy } from '../lazy'
import { cancelBody } from '../upstream/cancel-body'
import { checkKey, wrongLength } from './archive'
import type { Archive, ArchiveEntry } from './archive'

/** Where the files are. */
export interface DiskArchiveOptions {
  /** The folder that holds the files; made where it is missing. Nothing outside it is ever touched. */
  directory: string
}

/** Large enough that reading costs little, small enough that a thousand slow readers fit in memory. */
const piece = 262_144
/** A copy that nobody finished in so long was left by a process that died. Milliseconds. */
const abandonedAfter = 86_400_000

/**
 * Files in a folder: written aside, flushed, then renamed, so that a name always stands for a whole file.
 *
 * @example createVideoServer({ archive: diskArchive({ directory: '.dailies/films' }), … })
 */
export function diskArchive({ directory }: DiskArchiveOptions): Archive {
  const root = path.resolve(directory)
  const aside = path.join(root, '.incoming')
  const fileOf = (key: string): string => path.join(root, ...checkKey(key).split('/'))
  const tidied = lazy(() => tidy(aside))

  return {
    async write(key, body, entry) {
      const file = fileOf(key)
      const draft = path.join(aside, randomUUID())
      try {
        await mkdir(aside, { recursive: true })
        // What cannot be tidied takes some room; a film that is not written may be lost.
        await tidied().catch(() => undefined)
        const bytes = await copy(body, draft, entry)
        await mkdir(path.dirname(file), { recursive: true })
        await rename(draft, file)
        // Until the folder itself is on the disk, a power cut could still forget the name.
        await flushFolder(path.dirname(file))
        return bytes
      } catch (error) {
        cancelBody(body, error)
        await rm(draft, { force: true }).catch(() => undefined)
        throw error
      }
    },
    async open(key, range) {
      const handle = await openFile(fileOf(key))
      if (!handle) return null
      try {
        const { size } = await handle.stat()
        const { start, end } = range ?? { start: 0, end: size - 1 }
        return { bytes: size, body: streamOf(piecesOf(handle, start, Math.min(end, size - 1))) }
      } catch (error) {
        await handle.close()
        throw error
      }
    },
    async delete(key) {
      const file = fileOf(key)
      await rm(file, { force: true })
      // The folder goes with its last file.
      await rmdir(path.dirname(file)).catch(() => undefined)
    },
  }
}

async function copy(body: ReadableStream<Uint8Array>, draft: string, { bytes, signal }: ArchiveEntry): Promise<number> {
  const handle = await open(draft, 'wx')
  let written = 0
  try {
    const sink = new WritableStream<Uint8Array>({
      async write(chunk) {
        written += chunk.byteLength
        if (bytes !== undefined && written > bytes) throw wrongLength(written, bytes)
        await handle.writeFile(chunk)
      },
    })
    await body.pipeTo(sink, signal && { signal })
    if (bytes !== undefined && written !== bytes) throw wrongLength(written, bytes)
    await handle.sync()
    return written
  } finally {
    await handle.close()
  }
}

async function openFile(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined
    }
    throw error
  }
}

function piecesOf(handle: FileHandle, start: number, end: number): ByteSource {
  let at = start
  return {
    async read() {
      const size = Math.min(piece, end + 1 - at)
      if (size > 0) {
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(size), 0, size, at)
        at += bytesRead
        if (at > end) await handle.close()
        if (bytesRead > 0) return { done: false, value: bytesRead === size ? buffer : buffer.subarray(0, bytesRead) }
      }
      await handle.close()
      return { done: true }
    },
    // What is being read is read first.
    cancel: () => void handle.close(),
  }
}

async function flushFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and needs no such flush.
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** Drops what a process that died while writing has left behind. */
async function tidy(aside: string): Promise<void> {
  for (const name of await readdir(aside)) {
    const draft = path.join(aside, name)
    const found = await stat(draft).catch(() => undefined)
    // Folders are not ours: some disks show their snapshots as one.
    if (found?.isFile() && Date.now() - found.mtimeMs > abandonedAfter) await rm(draft, { force: true })
  }
}
