import { VideoError } from '@dailies/core'
import { vi } from 'vitest'
import type { ServedFile } from '../http/serve-content'

const bytes = new TextEncoder().encode('0123456789')

/** How the source of a video file behaves. */
export interface SenderBehavior {
  /** @default true */
  supportsRange?: boolean
  /** @default true */
  sendsLength?: boolean
  /** Sends this range instead of the requested one. */
  sendsRange?: [start: number, end: number]
  /** Ends the body after this many bytes. */
  truncateAfter?: number
}

export const contentRequest = (
  headers: Record<string, string> = {},
  url = 'http://app.test/api/videos/1/content',
  method = 'GET',
) => new Request(url, { headers, method })

/** A video file with the bytes "0123456789", sent three bytes at a time. */
export function videoFile(overrides: Partial<ServedFile> = {}, behavior: SenderBehavior = {}) {
  const { supportsRange = true, sendsLength = true, sendsRange, truncateAfter = bytes.length } = behavior
  let isCancelled = false
  const stream = (start: number, end: number) => {
    let at = start
    return new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (at >= Math.min(end, truncateAfter)) return controller.close()
          controller.enqueue(bytes.slice(at, Math.min(at + 3, end, truncateAfter)))
          at += 3
        },
        cancel() {
          isCancelled = true
        },
      },
      { highWaterMark: 0 },
    )
  }
  const parseRange = (range: string): [number, number] => {
    const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? []
    if (first === '') return [Math.max(0, bytes.length - Number(last)), bytes.length - 1]
    return [Number(first), Math.min(last === '' ? bytes.length - 1 : Number(last), bytes.length - 1)]
  }
  const open = vi.fn<ServedFile['open']>(async ({ range }) => {
    if (range === undefined || !supportsRange) {
      const contentLength = sendsLength ? bytes.length : undefined
      return { status: 200, contentType: 'video/mp4', contentLength, contentRange: undefined, body: stream(0, 10) }
    }
    const [start, end] = sendsRange ?? parseRange(range)
    if (start > end) throw new VideoError('No such range', { code: 'range_not_satisfiable' })
    return {
      status: 206,
      contentType: 'video/mp4',
      contentLength: end - start + 1,
      contentRange: `bytes ${start}-${end}/10`,
      body: stream(start, end + 1),
    }
  })
  const file: ServedFile = {
    variant: 'video',
    etagValue: 'video-1',
    prompt: 'A lamp',
    bytes: bytes.length,
    open,
    ...overrides,
  }
  return { file, open, cancelled: () => isCancelled }
}
