import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { VideoError } from '@dailies/core'
import { streamOf } from '../net/byte-source'
import type { ByteSource } from '../net/byte-source'
import { cancelBody } from '../net/cancel-body'
import { checkOptions, text } from '../options'
import { checkKey, lengthMismatchError } from './archive'
import type { Archive, ArchiveWriteOptions } from './archive'

/** Options of {@link diskArchive}. */
export interface DiskArchiveOptions {
  /** The folder of the files, created if missing. Nothing outside it is written or read. */
  directory: string
}

/** Bytes per read: large enough for few reads, small enough for a thousand slow readers in memory. */
const chunkSize = 262_144
/** Age after which a temporary file counts as left behind by a process that crashed, in milliseconds. */
const abandonedAfterMs = 86_400_000

/**
 * Archive on the local disk. Writes are atomic: a file is written to a temporary file, flushed, then renamed.
 *
 * @throws VideoError `misconfigured` if an option is missing or invalid
 * @example createVideoServer({ archive: diskArchive({ directory: '.dailies/videos' }), … })
 */
export function diskArchive(options: DiskArchiveOptions): Archive {
  // An empty path would be the working directory.
  checkOptions<DiskArchiveOptions>('diskArchive', options, { directory: text }, ['directory'])
  const { directory } = options
  const root = path.resolve(directory)
  const incoming = path.join(root, '.incoming')
  const fileOf = (key: string): string => path.join(root, ...checkKey(key).split('/'))
  let cleanup: Promise<void> | undefined

  return {
    async write(key, body, entry) {
      const file = fileOf(key)
      const temporary = path.join(incoming, randomUUID())
      try {
        await mkdir(incoming, { recursive: true })
        // A failed cleanup must not fail the write: it wastes disk space, but a video that is not written may be lost.
        cleanup ??= deleteAbandoned(incoming).catch(() => void (cleanup = undefined))
        await cleanup
        const bytes = await copy(body, temporary, entry)
        await mkdir(path.dirname(file), { recursive: true })
        await rename(temporary, file)
        // A rename is durable only once the folder is flushed too.
        await flushFolder(path.dirname(file))
        return bytes
      } catch (error) {
        cancelBody(body, error)
        await rm(temporary, { force: true }).catch(() => undefined)
        throw error
      }
    },
    async open(key, range) {
      const handle = await openFile(fileOf(key))
      if (!handle) {
        await requireFolder(incoming)
        return null
      }
      try {
        const { size } = await handle.stat()
        const { start, end } = range ?? { start: 0, end: size - 1 }
        return { bytes: size, body: streamOf(readRange(handle, start, Math.min(end, size - 1))) }
      } catch (error) {
        await handle.close()
        throw error
      }
    },
    async delete(key) {
      const file = fileOf(key)
      await rm(file).catch(async (error: unknown) => {
        if (!isMissing(error)) throw error
        await requireFolder(incoming)
      })
      // Succeeds only for the last file, when the folder is empty.
      await rmdir(path.dirname(file)).catch(() => undefined)
    },
  }
}

async function copy(
  body: ReadableStream<Uint8Array>,
  temporary: string,
  { bytes, signal }: ArchiveWriteOptions,
): Promise<number> {
  const handle = await open(temporary, 'wx')
  let written = 0
  try {
    const sink = new WritableStream<Uint8Array>({
      async write(chunk) {
        written += chunk.byteLength
        if (bytes !== undefined && written > bytes) throw lengthMismatchError(written, bytes)
        await handle.writeFile(chunk)
      },
    })
    await body.pipeTo(sink, signal && { signal })
    if (bytes !== undefined && written !== bytes) throw lengthMismatchError(written, bytes)
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
    if (isMissing(error)) return undefined
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/**
 * The first write creates this folder, so an archive without it is not ours: a share that is not mounted looks like an
 * empty folder.
 *
 * @throws VideoError `overloaded`
 */
async function requireFolder(incoming: string): Promise<void> {
  const found = await stat(incoming).catch((error: unknown) => {
    if (isMissing(error)) return undefined
    throw error
  })
  if (found) return
  throw new VideoError(
    `The folder of the archive has no ${path.basename(incoming)} folder, so it was never written to, or its volume is not mounted. Mount it, or check the option directory.`,
    { code: 'overloaded' },
  )
}

function readRange(handle: FileHandle, start: number, end: number): ByteSource {
  let position = start
  // New memory for each chunk would cost more than reading it: the system clears its pages, and collects it again.
  const free: Buffer[] = []
  return {
    async read() {
      const size = Math.min(chunkSize, end + 1 - position)
      if (size > 0) {
        const memory = free.pop() ?? Buffer.allocUnsafeSlow(size)
        const { bytesRead } = await handle.read(memory, 0, size, position)
        position += bytesRead
        if (position > end) await handle.close()
        if (bytesRead > 0) {
          const value = bytesRead === memory.byteLength ? memory : memory.subarray(0, bytesRead)
          return { done: false, value, release: () => void free.push(memory) }
        }
      }
      await handle.close()
      return { done: true }
    },
    // `close` waits for a pending read.
    cancel: () => void handle.close(),
  }
}

async function flushFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and does not need this flush.
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** Deletes temporary files that a crashed process left behind. */
async function deleteAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const temporary = path.join(incoming, name)
    const found = await stat(temporary).catch(() => undefined)
    // Skip folders: some file systems show their snapshots as one.
    if (found?.isFile() && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(temporary, { force: true })
  }
}
