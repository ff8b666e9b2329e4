import { describe, expect, it } from 'vitest'
import { streamFrom } from '../testing/archive-suite'
import { openSilentPeer, settleUnderGc, stallAfterHeaders } from '../testing/silent-peer'
import type { Archive } from './archive'
import { boundArchive } from './bound-archive'
import { memoryArchive } from './memory-archive'
import { s3Archive } from './s3/s3-archive'

const contentType = 'video/mp4'
const calls: Record<string, (archive: Archive) => Promise<unknown> | undefined> = {
  'write of one part': (archive) => archive.write('video_1/video', streamFrom(new Uint8Array(9)), { contentType }),
  'write of several parts': (archive) =>
    archive.write('video_1/video', streamFrom(new Uint8Array(6_000_000)), { contentType }),
  open: (archive) => archive.open('video_1/video'),
  'open of a range': (archive) => archive.open('video_1/video', { start: 0, end: 9 }),
  delete: (archive) => archive.delete('video_1/video'),
}

const openS3 = (endpoint: string, fetch?: (input: Request, init?: RequestInit) => Promise<Response>): Archive =>
  s3Archive({
    endpoint,
    bucket: 'videos',
    accessKeyId: 'key',
    secretAccessKey: 'secret',
    timeoutMs: 200,
    retries: 1,
    ...(fetch && { fetch }),
  })

describe('a bucket that never responds', () => {
  it.each(Object.keys(calls))('does not hold %s', async (name) => {
    const archive = openS3(await openSilentPeer())
    expect(await settleUnderGc(calls[name]?.(archive) ?? Promise.resolve(), 3_000)).toBe('overloaded')
  })

  it.each(Object.keys(calls))('does not hold %s through a function of one argument', async (name) => {
    const archive = openS3(await openSilentPeer(), (request) => fetch(request))
    expect(await settleUnderGc(calls[name]?.(archive) ?? Promise.resolve(), 3_000)).toBe('overloaded')
  })

  it('does not hold a caller that aborts', async () => {
    const archive = openS3(await openSilentPeer(stallAfterHeaders))
    const abort = new AbortController()
    setTimeout(() => abort.abort(new Error('closing')), 100)
    const body = streamFrom(new Uint8Array(6_000_000))
    const written = archive.write('video_1/video', body, { contentType, signal: abort.signal })
    expect(await settleUnderGc(written, 3_000)).toBe('rejected')
  })
})

describe('an archive whose methods never settle', () => {
  const never = (): Promise<never> => new Promise(() => undefined)
  const silent: Required<Archive> = { write: never, open: never, delete: never, redirect: never, close: never }
  const bound = boundArchive(silent, { openTimeoutMs: 100, deleteTimeoutMs: 100, writeIdleTimeoutMs: 100 })

  it.each(Object.entries(calls))('does not hold %s', async (name, call) => {
    // A write that is aborted may end for ten more seconds.
    const withinMs = name.startsWith('write') ? 11_000 : 2_000
    expect(await settleUnderGc(call(bound) ?? Promise.resolve(), withinMs)).toBe('overloaded')
  })

  it('does not hold redirect and close', async () => {
    const { redirect, close } = bound
    expect(await settleUnderGc(redirect?.('video_1/video', { contentType }) ?? never(), 2_000)).toBe('overloaded')
    expect(await settleUnderGc(close?.() ?? never(), 2_000)).toBe('overloaded')
  })
})

it('a write may take longer than the timeout as long as its body moves', async () => {
  let sent = 0
  const slow = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      await new Promise((resolve) => setTimeout(resolve, 60))
      controller.enqueue(new Uint8Array(10))
      if ((sent += 1) === 6) controller.close()
    },
  })
  const archive = boundArchive(memoryArchive(), { writeIdleTimeoutMs: 200 })
  expect(await archive.write('video_1/video', slow, { contentType })).toBe(60)
})
