import { describe, expect, it } from 'vitest'
import type { Archive } from '../archive/archive'

const film = new Uint8Array(700_000).map((_, index) => (index * 31 + (index >> 8)) & 255)

/** The bytes in uneven pieces, then an end or an error. */
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

export async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(body).arrayBuffer())
}

const read = async (archive: Archive, key: string, range?: { start: number; end: number }) => {
  const found = await archive.open(key, range)
  return found && { bytes: found.bytes, body: await bytesOf(found.body) }
}

/**
 * What every archive promises, as tests of Vitest.
 *
 * @param openArchive called in every test: an archive that is new and empty
 */
export function archiveSuite(name: string, openArchive: () => Promise<Archive>): void {
  describe(`${name}: an archive`, () => {
    const contentType = 'video/mp4'

    it('gives back every byte it was given, and tells how many', async () => {
      const archive = await openArchive()
      expect(await archive.write('video_1/video', streamFrom(film), { contentType, bytes: film.length })).toBe(
        film.length,
      )
      const found = await read(archive, 'video_1/video')
      expect(found?.bytes).toBe(film.length)
      expect(Buffer.from(found?.body ?? []).equals(film)).toBe(true)
    })

    it('takes a body whose length nobody knows', async () => {
      const archive = await openArchive()
      expect(await archive.write('video_1/video', streamFrom(film), { contentType })).toBe(film.length)
      expect((await read(archive, 'video_1/video'))?.bytes).toBe(film.length)
    })

    it.each([
      [0, 1],
      [0, 0],
      [262_140, 262_150],
      [699_999, 699_999],
      [1, 699_998],
    ])('opens the bytes from %i to %i', async (start, end) => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(film), { contentType, bytes: film.length })
      const found = await read(archive, 'video_1/video', { start, end })
      expect(found?.bytes).toBe(film.length)
      expect(Buffer.from(found?.body ?? []).equals(film.subarray(start, end + 1))).toBe(true)
    })

    it('has nothing where nothing was written, and deleting it is no error', async () => {
      const archive = await openArchive()
      expect(await archive.open('video_none/video')).toBeNull()
      await archive.delete('video_none/video')
    })

    it('forgets what is deleted, and nothing else', async () => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(film), { contentType })
      await archive.write('video_1/thumbnail', streamFrom(film.slice(0, 9)), { contentType: 'image/webp' })
      await archive.delete('video_1/video')
      expect(await archive.open('video_1/video')).toBeNull()
      expect((await read(archive, 'video_1/thumbnail'))?.bytes).toBe(9)
    })

    it('puts a new file in the place of the old one', async () => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(film), { contentType })
      await archive.write('video_1/video', streamFrom(film.slice(0, 5)), { contentType })
      expect((await read(archive, 'video_1/video'))?.bytes).toBe(5)
    })

    it('keeps nothing of a body that breaks off', async () => {
      const archive = await openArchive()
      const broken = archive.write('video_1/video', streamFrom(film, new Error('the line broke')), { contentType })
      await expect(broken).rejects.toThrow('the line broke')
      expect(await archive.open('video_1/video')).toBeNull()
    })

    it.each([film.length - 1, film.length + 1])('keeps nothing of a body that is not %i bytes long', async (bytes) => {
      const archive = await openArchive()
      await expect(archive.write('video_1/video', streamFrom(film), { contentType, bytes })).rejects.toMatchObject({
        code: 'upstream_failed',
      })
      expect(await archive.open('video_1/video')).toBeNull()
    })

    it('leaves the old file as it was where the new one breaks off', async () => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(film.slice(0, 70_000)), { contentType })
      const broken = archive.write('video_1/video', streamFrom(film, new Error('the line broke')), { contentType })
      await expect(broken).rejects.toThrow('the line broke')
      expect((await read(archive, 'video_1/video'))?.bytes).toBe(70_000)
    })

    it('keeps nothing of a copy that was aborted, and lets go of its source', async () => {
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

    it('reads no further than it is asked to, and can be left in the middle', async () => {
      const archive = await openArchive()
      await archive.write('video_1/video', streamFrom(film), { contentType })
      const found = await archive.open('video_1/video')
      const reader = found?.body.getReader()
      expect((await reader?.read())?.value?.byteLength).toBeLessThan(film.length)
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
    ])('refuses the key %j', async (key) => {
      const archive = await openArchive()
      await expect(archive.write(key, streamFrom(film), { contentType })).rejects.toMatchObject({
        code: 'invalid_request',
      })
      await expect(archive.open(key)).rejects.toMatchObject({ code: 'invalid_request' })
      await expect(archive.delete(key)).rejects.toMatchObject({ code: 'invalid_request' })
    })
  })
}
