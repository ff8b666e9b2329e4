import { VideoError } from '@dailies/core'
import type { ByteRange } from '../net/byte-range'

/** The metadata of a file to write. */
export interface ArchiveWriteOptions {
  /** Its media type, detected from its first bytes. */
  contentType: string
  /** Its length in bytes, if known. A body of any other length must be rejected. */
  bytes?: number | undefined
  /** Aborts the write. */
  signal?: AbortSignal | undefined
}

/** Options of `open` and `delete`. */
export interface ArchiveCallOptions {
  /** Aborts the call. */
  signal?: AbortSignal | undefined
}

/** A file of the archive, or a range of it, as a stream. */
export interface ArchivedContent {
  /**
   * Length of the whole file in bytes, also for a range; undefined if the storage does not say. A reader then trusts the
   * length of the write, and a body that is shorter fails.
   */
  bytes: number | undefined
  /** The bytes, with back-pressure. Cancelling the stream closes the file. */
  body: ReadableStream<Uint8Array>
}

/**
 * Storage for our own copies of the files (object storage, a disk): implement this interface for another backend. A key
 * is `id/variant`, both of letters, digits, `-` and `_`. Test an implementation with `archiveSuite` of
 * `@dailies/server/testing`.
 */
export interface Archive {
  /**
   * Writes a file from a stream, without buffering the whole of it. The write is atomic: the file replaces an older one
   * when it is complete. If the body, its length, the disk or the process fails, a reader never sees a partial file.
   *
   * @returns the length in bytes
   * @throws the error of the body, or VideoError `upstream_failed` if its length is not `entry.bytes`
   */
  write(key: string, body: ReadableStream<Uint8Array>, entry: ArchiveWriteOptions): Promise<number>
  /**
   * Opens a file for reading, or the given range of it. Returns null only if the storage says that there is no such
   * file; a storage that cannot be reached, a bucket or a folder that is missing, is an error.
   *
   * @throws VideoError `overloaded` if the storage cannot be read at the moment
   */
  open(key: string, range?: ByteRange, options?: ArchiveCallOptions): Promise<ArchivedContent | null>
  /**
   * Deletes a file. Idempotent: resolves if there is no such file.
   *
   * @throws VideoError `overloaded` if the storage cannot be reached, also if it is a bucket or a folder that is missing
   */
  delete(key: string, options?: ArchiveCallOptions): Promise<void>
  /**
   * Returns a presigned URL, to which the server redirects the browser. Returns undefined to stream the file through
   * the server.
   */
  redirect?(key: string, options: { contentType: string; contentDisposition?: string }): Promise<string | undefined>
  /** Releases connections and open files. Called once, by the server's `close`. */
  close?(): Promise<void>
}

/** Validates a key, against path traversal. @throws VideoError `invalid_request` if it is not `id/variant` */
export function checkKey(key: string): string {
  if (/^[\w-]{1,128}\/[\w-]{1,32}$/.test(key)) return key
  throw new VideoError(
    `The archive key "${key.slice(0, 80)}" is invalid. Use "id/variant", of letters, digits, - and _.`,
    {
      code: 'invalid_request',
    },
  )
}

/** The error for a body whose length differs from its declared length. */
export const lengthMismatchError = (written: number, declared: number): VideoError =>
  new VideoError(`The file has ${written} bytes instead of the declared ${declared}, so it was not archived.`, {
    code: 'upstream_failed',
  })
