import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Archive } from '../archive/archive'
import { diskArchive } from '../archive/disk-archive'
import { memoryArchive } from '../archive/memory-archive'
import { s3Archive } from '../s3'
import { openS3 } from './s3-server'
import type { Stage, StageOptions } from './stage'
import { openStage } from './stage'

/** What a test sees of, and does to, the bytes on their way from where they lie. */
export interface Tap {
  /** Bytes that were taken from the source. */
  taken: number
  /** Bodies that were opened and neither read to their end nor let go. */
  open: number
  /** Bodies end after so many bytes. */
  endsAfter: number
}

/** One place that a film may be served from. */
export interface SourceVideo {
  name: string
  open(tap: Tap, options: StageOptions): Promise<{ stage: Stage; close(): Promise<void> }>
}

/** Counts what passes, and ends it where the tap says. */
function through(tap: Tap, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let passed = 0
  let isOpen = true
  tap.open += 1
  const end = (): void => {
    if (isOpen) tap.open -= 1
    isOpen = false
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        const part = value?.subarray(0, tap.endsAfter - passed)
        if (done || part === undefined || part.byteLength === 0) {
          end()
          await reader.cancel()
          return controller.close()
        }
        passed += part.byteLength
        tap.taken += part.byteLength
        controller.enqueue(part)
      },
      cancel(reason) {
        end()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

const tapped = (tap: Tap, archive: Archive): Archive => ({
  ...archive,
  open: async (...call) => {
    const found = await archive.open(...call)
    return found && { ...found, body: through(tap, found.body) }
  },
})

/** One kind of archive. */
export interface ArchiveKind {
  name: string
  /** Opens one that is new and empty; `close` takes with it what it stands on. */
  open(): Promise<{ archive: Archive; close(): Promise<void> }>
}

/** Every archive that comes with the server. */
export const archiveKinds: ArchiveKind[] = [
  { name: 'memory', open: async () => ({ archive: memoryArchive(), close: async () => undefined }) },
  {
    name: 'disk',
    open: async () => {
      const directory = await mkdtemp(path.join(tmpdir(), 'dailies-serving-'))
      return { archive: diskArchive({ directory }), close: () => rm(directory, { recursive: true, force: true }) }
    },
  },
  {
    name: 'S3',
    open: async () => {
      const s3 = await openS3()
      return { archive: s3Archive(s3), close: s3.close }
    },
  },
]

const archived = ({ name, open }: ArchiveKind): SourceVideo => ({
  name,
  open: async (tap, options) => {
    const { archive, close } = await open()
    const stage = openStage({ ...options, server: { ...options.server, archive: tapped(tap, archive) } })
    return { stage, close }
  },
})

const live = (name: string, prepare: (request: Request) => void): SourceVideo => ({
  name,
  open: async (tap, options) => {
    const stage = openStage({
      ...options,
      upstream: {
        fetch: async (request) => {
          const isContent = new URL(request.url).pathname.endsWith('/content')
          if (isContent) prepare(request)
          const response = await stage.sandbox.fetch(request)
          return isContent && response.ok && response.body
            ? new Response(through(tap, response.body), response)
            : response
        },
      },
    })
    return { stage, close: async () => undefined }
  },
})

/** Every place that a film may be served from; each must be served alike. */
export const filmSources: SourceVideo[] = [
  ...archiveKinds.map(archived),
  live('an upstream', () => undefined),
  live('an upstream that ignores Range', (request) => request.headers.delete('range')),
]
