import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Archive } from '../archive/archive'
import { diskArchive } from '../archive/disk-archive'
import { memoryArchive } from '../archive/memory-archive'
import { s3Archive } from '../s3'
import { openS3 } from './s3-server'
import type { TestApp, TestAppOptions } from './test-app'
import { createTestApp } from './test-app'

/** Measures, and can truncate, the bodies that are read from a file source. */
export interface BodyProbe {
  /** Bytes that were read from the source. */
  bytesRead: number
  /** Bodies that were opened and neither read to their end nor cancelled. */
  openBodies: number
  /** Every body ends after this many bytes. */
  truncateAfter: number
}

/** One kind of storage that a video file is served from. */
export interface FileSource {
  name: string
  open(probe: BodyProbe, options: TestAppOptions): Promise<{ app: TestApp; close(): Promise<void> }>
}

/** Counts the bytes that pass, and truncates the body after `truncateAfter` bytes. */
function probeBody(probe: BodyProbe, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let passed = 0
  let isOpen = true
  probe.openBodies += 1
  const end = (): void => {
    if (isOpen) probe.openBodies -= 1
    isOpen = false
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        const part = value?.subarray(0, probe.truncateAfter - passed)
        if (done || part === undefined || part.byteLength === 0) {
          end()
          await reader.cancel()
          return controller.close()
        }
        passed += part.byteLength
        probe.bytesRead += part.byteLength
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

const withProbe = (probe: BodyProbe, archive: Archive): Archive => ({
  ...archive,
  open: async (...call) => {
    const found = await archive.open(...call)
    return found && { ...found, body: probeBody(probe, found.body) }
  },
})

/** One kind of archive. */
export interface ArchiveKind {
  name: string
  /** Opens a new, empty archive; `close` also deletes its storage. */
  open(): Promise<{ archive: Archive; close(): Promise<void> }>
}

/** Every archive that ships with the server. */
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
      return { archive: s3Archive(s3.options), close: s3.close }
    },
  },
]

const fromArchive = ({ name, open }: ArchiveKind): FileSource => ({
  name,
  open: async (probe, options) => {
    const { archive, close } = await open()
    const app = createTestApp({ ...options, server: { ...options.server, archive: withProbe(probe, archive) } })
    return { app, close }
  },
})

const fromUpstream = (name: string, prepare: (request: Request) => void): FileSource => ({
  name,
  open: async (probe, options) => {
    const app = createTestApp({
      ...options,
      upstream: {
        fetch: async (request) => {
          const isContent = new URL(request.url).pathname.endsWith('/content')
          if (isContent) prepare(request)
          const response = await app.sandbox.fetch(request)
          return isContent && response.ok && response.body
            ? new Response(probeBody(probe, response.body), response)
            : response
        },
      },
    })
    return { app, close: async () => undefined }
  },
})

/** Every kind of file source; the same tests run against each. */
export const fileSources: FileSource[] = [
  ...archiveKinds.map(fromArchive),
  fromUpstream('an upstream', () => undefined),
  fromUpstream('an upstream that ignores Range', (request) => request.headers.delete('range')),
]
