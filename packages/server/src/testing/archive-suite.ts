import { describe, expect, it } from 'vitest'
import type { Archive } from '../archive/archive'

const file = new Uint8Array(700_000).map((_, index) => (index * 31 + (index >> 8)) & 255)

/** A stream of these bytes in chunks of 65,537, which then ends or fails with `failure`. */
export function streamFrom(bytes: Uint8Array, failure?: Error): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return failure ? controller.error(failure) : controller.close()
      const next = Math.min(bytes.length, at + 65_537)
      controller.enqueue(bytes.slice(at, next))
      at = next
    },
  })
}

/** Reads a stream to its end. */
export async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(body).arrayBuffer())
}

/** Compared by hand: a failed `toEqual` would print hundreds of thousands of numbers. */
const isSame = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one?.length === other.length && one.every((byte, index) => byte === other[index])

const read = async (archive: Archive, key: string, range?: { start: number; end: number }) => {
  const found = await archive.open(key, range)
  return found && { bytes: found.bytes, body: await bytesOf(found.body) }
}

/**
 * Conformance tests for an {@link Archive}, as Vitest tests: write, range reads, delete, aborted copies, back-pressure
 * and rejected keys. Call it at the top level of a test file.
 *
 * @param name names the archive in the titles of the tests
 * @param openArchive called in every test; returns a new, empty archive
 */
export function archiveSuite(name: string, openArchive: () => Promise<Archive>): void {
  describe(`${name}: an archive`, () => {
    const contentType = 'video/mp4'

    it('returns every byte that was written, and their number', async () => {
      const archive = await openArchive()
      expect(await archive.write('video_1/video', streamFrom(file), { contentType, bytes: file.length })).toBe(
        file.length,
      )
      const found = await read(archive, 'video_1/video')
      expect(found?.bytes).toBe(file.length)
      expect(isSame(found?.body, file)).toBe(true)
    })

    it('accepts a body of unknown length', async () => {
      const archive = await openArchive()
      expect(await archive.write('video_1/video', streamFrom(file), { contentType })).toBe(file.length)
      expect((await read(archive, 'video_1/video'))?.bytes).toBe(file.length)
    })

    it.each([
      [0, 1],
      [0, 0],
      [262_140, 262_150],
      [699_999, 699_999],
      [1, 699_998],
    ])('opens the bytes from %i to %i', async (start, end) => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(file), { contentType, bytes: file.length })
      const found = await read(archive, 'video_1/video', { start, end })
      expect(found?.bytes).toBe(file.length)
      expect(isSame(found?.body, file.subarray(start, end + 1))).toBe(true)
    })

    it('returns null for an unknown key, and deleting it is not an error', async () => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(file.slice(0, 9)), { contentType })
      expect(await archive.open('video_none/video')).toBeNull()
      await archive.delete('video_none/video')
    })

    it('deletes one file and no other', async () => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(file), { contentType })
      await archive.write('video_1/thumbnail', streamFrom(file.slice(0, 9)), { contentType: 'image/webp' })
      await archive.delete('video_1/video')
      expect(await archive.open('video_1/video')).toBeNull()
      expect((await read(archive, 'video_1/thumbnail'))?.bytes).toBe(9)
    })

    it('replaces an existing file', async () => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(file), { contentType })
      await archive.write('video_1/video', streamFrom(file.slice(0, 5)), { contentType })
      expect((await read(archive, 'video_1/video'))?.bytes).toBe(5)
    })

    it('stores nothing if the body fails', async () => {
      const archive = await openArchive()
      const failing = archive.write('video_1/video', streamFrom(file, new Error('connection reset')), { contentType })
      await expect(failing).rejects.toThrow('connection reset')
      expect(await archive.open('video_1/video')).toBeNull()
    })

    it.each([file.length - 1, file.length + 1])('stores nothing if the body is not %i bytes long', async (bytes) => {
      const archive = await openArchive()
      await expect(archive.write('video_1/video', streamFrom(file), { contentType, bytes })).rejects.toMatchObject({
        code: 'upstream_failed',
      })
      expect(await archive.open('video_1/video')).toBeNull()
    })

    it('keeps the old file if the body of the new one fails', async () => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(file.slice(0, 70_000)), { contentType })
      const failing = archive.write('video_1/video', streamFrom(file, new Error('connection reset')), { contentType })
      await expect(failing).rejects.toThrow('connection reset')
      expect((await read(archive, 'video_1/video'))?.bytes).toBe(70_000)
    })

    it('stores nothing if the copy is aborted, and cancels its source', async () => {
      const archive = await openArchive()
      const abort = new AbortController()
      let isCancelled = false
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new Uint8Array(1_000))
          abort.abort(new Error('closing'))
        },
        cancel: () => {
          isCancelled = true
        },
      })
      await expect(archive.write('video_1/video', endless, { contentType, signal: abort.signal })).rejects.toThrow(
        'closing',
      )
      expect(isCancelled).toBe(true)
      expect(await archive.open('video_1/video')).toBeNull()
    })

    it('reads lazily, and can be cancelled midway', async () => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(file), { contentType })
      const found = await archive.open('video_1/video')
      const reader = found?.body.getReader()
      expect((await reader?.read())?.value?.byteLength).toBeLessThan(file.length)
      await reader?.cancel()
      await archive.delete('video_1/video')
    })

    it.each([
      '',
      'video',
      '../etc/passwd',
      'video_1/../../x',
      '/etc/passwd',
      'a\\b/c',
      'video_1/vi.deo',
      'a/b/c',
      'a/b\0',
      '.incoming/x',
    ])('rejects the key %j', async (key) => {
      const archive = await openArchive()
      await expect(archive.write(key, streamFrom(file), { contentType })).rejects.toMatchObject({
        code: 'invalid_request',
      })
      await expect(archive.open(key)).rejects.toMatchObject({ code: 'invalid_request' })
      await expect(archive.delete(key)).rejects.toMatchObject({ code: 'invalid_request' })
    })
  })
}
