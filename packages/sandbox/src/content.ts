import type { VideoVariant } from '@dailies/core'

/** Content type of each file. */
export const variantTypes = {
  video: 'video/mp4',
  thumbnail: 'image/webp',
  spritesheet: 'image/jpeg',
} as const satisfies Record<VideoVariant, string>

/** Whether this is the name of a variant. */
export const isVariant = (name: string): name is VideoVariant => Object.hasOwn(variantTypes, name)

/** Counts response bodies that were neither read to the end nor cancelled. */
export interface OpenStreams {
  count: number
}

const chunk = 65_536

/** A file to serve. */
export interface ServedFile {
  bytes: Uint8Array
  type: string
}

/** Serves a file, or a part of it for a range request. */
export function serveFile(
  { bytes, type }: ServedFile,
  {
    range,
    streams,
    signal,
    headers: more = {},
  }: { range: string | null; streams: OpenStreams; signal: AbortSignal; headers?: Readonly<Record<string, string>> },
): Response {
  const headers = new Headers({ 'content-type': type, ...more })
  if (range === null) {
    headers.set('content-length', String(bytes.length))
    return new Response(streamOf(bytes, streams, signal), { headers })
  }
  headers.set('accept-ranges', 'bytes')
  const wanted = readRange(range, bytes.length)
  if (wanted === 'unsatisfiable') {
    headers.set('content-range', `bytes */${bytes.length}`)
    return new Response(null, { status: 416, headers })
  }
  const { first, last } = wanted ?? { first: 0, last: bytes.length - 1 }
  headers.set('content-length', String(last - first + 1))
  if (wanted) headers.set('content-range', `bytes ${first}-${last}/${bytes.length}`)
  return new Response(streamOf(bytes.subarray(first, last + 1), streams, signal), {
    status: wanted ? 206 : 200,
    headers,
  })
}

// RFC 9110, section 14: an unknown unit or syntax is ignored; several ranges in one header are ignored too.
function readRange(range: string, length: number): { first: number; last: number } | 'unsatisfiable' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  if (from === '') return to === '0' ? 'unsatisfiable' : { first: Math.max(0, length - Number(to)), last: length - 1 }
  const first = Number(from)
  if (to !== '' && Number(to) < first) return undefined
  if (first >= length) return 'unsatisfiable'
  return { first, last: to === '' ? length - 1 : Math.min(Number(to), length - 1) }
}

function streamOf(bytes: Uint8Array, streams: OpenStreams, signal: AbortSignal): ReadableStream<Uint8Array> {
  let offset = 0
  let open = true
  streams.count += 1
  const close = () => {
    if (open) streams.count -= 1
    open = false
    signal.removeEventListener('abort', abort)
  }
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const abort = () => {
    close()
    controller?.error(signal.reason)
  }
  return new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given
        signal.addEventListener('abort', abort, { once: true })
      },
      pull(controller) {
        controller.enqueue(bytes.slice(offset, offset + chunk))
        offset += chunk
        if (offset < bytes.length) return
        close()
        controller.close()
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  )
}
