import { VideoError } from '@dailies/core'
import type { ByteRange } from '../byte-range'

/** What is known of a file before it is written. */
export interface ArchiveEntry {
  /** Its media type, told by its first bytes. */
  contentType: string
  /** Its length, where known; a body of any other length is refused. */
  bytes?: number | undefined
  /** Ends the copying. */
  signal?: AbortSignal | undefined
}

/** A file of the archive, or a part of it, opened for reading. */
export interface ArchivedContent {
  /** Length of the whole file. */
  bytes: number
  /** Read at the pace of whoever reads; cancelling it closes the file. */
  body: ReadableStream<Uint8Array>
}

/**
 * Where our own copies live. A key is `id/variant`, both of letters, digits, `-` and `_`. Every implementation passes the same conformance
 * suite.
 */
export interface Archive {
  /**
   * Streams a file in, never holding the whole of it. It is there whole, in place of an older one, or not at all: whatever fails (the body,
   * its length, the disk, this process), a reader never sees a part.
   *
   * @returns its length in bytes
   */
  write(key: string, body: ReadableStream<Uint8Array>, entry: ArchiveEntry): Promise<number>
  /** Opens a file, or the part of it that lies in `range`; null where there is none. */
  open(key: string, range?: ByteRange): Promise<ArchivedContent | null>
  /** Deletes a file; one that is not there counts as deleted. */
  delete(key: string): Promise<void>
  /** A URL from which the file can be fetched without us for a while; undefined where it is to go through us. */
  redirect?(key: string, options: { contentType: string; contentDisposition?: string }): Promise<string | undefined>
  /** Lets go of what it holds open; called once, by the server's `close`. */
  close?(): Promise<void>
}

/** @throws VideoError where a key could name anything but a file of ours */
export function checkKey(key: string): string {
  if (/^[\w-]{1,128}\/[\w-]{1,32}$/.test(key)) return key
  throw new VideoError(`The archive was asked for "${key.slice(0, 80)}", which is no name of a file of ours.`, {
    code: 'invalid_request',
  })
}

/** Whatever a body held is not what was announced. */
export const wrongLength = (written: number, announced: number): VideoError =>
  new VideoError(`The file has ${written} bytes where ${announced} were announced, so it was not archived.`, {
    code: 'upstream_failed',
  })
