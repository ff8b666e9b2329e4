import { expect, it } from 'vitest'
import { readBytes } from './read-bytes'
import { createUploadSlots } from './upload-slots'

/** A request whose body consists of chunks of these sizes, and then ends or stalls. */
const requestOf = (chunkSizes: number[], isEndless = false) => {
  const remaining = [...chunkSizes]
  let cancelled = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const size = remaining.shift()
        if (size !== undefined) controller.enqueue(new Uint8Array(size))
        else if (!isEndless) controller.close()
        else return new Promise(() => undefined)
      },
      cancel: () => void (cancelled = true),
    },
    { highWaterMark: 0 },
  )
  const request = new Request('http://app.test/videos', { method: 'POST', body, duplex: 'half' } as RequestInit)
  return { request, isCancelled: () => cancelled }
}

it('reads a whole body', async () => {
  expect(await readBytes(requestOf([10, 20, 30]).request, { maxBytes: 60 })).toHaveLength(60)
})

it('rejects a body over the limit and stops reading it', async () => {
  const { request, isCancelled } = requestOf([10, 20, 31, 99])
  await expect(readBytes(request, { maxBytes: 60 })).rejects.toMatchObject({ code: 'too_large', status: 413 })
  expect(isCancelled()).toBe(true)
})

it.each([
  ['stalls', { maxBytes: 60, idleTimeoutMs: 30 }],
  ['takes too long', { maxBytes: 60, timeoutMs: 30 }],
])('rejects and cancels a body that %s', async (_, rules) => {
  const { request, isCancelled } = requestOf([10], true)
  await expect(readBytes(request, rules)).rejects.toMatchObject({ status: 408 })
  expect(isCancelled()).toBe(true)
})

it('limits the concurrent large bodies of an owner, but not small ones', async () => {
  const acquire = createUploadSlots({ each: 1, what: 'images' })
  const acquireSlot = () => acquire('ada')
  const rules = { maxBytes: 1_000_000, acquireSlot }
  const pending = readBytes(requestOf([300_000], true).request, { ...rules, idleTimeoutMs: 200 }).catch(
    (error: unknown) => error,
  )
  await new Promise((resolve) => setTimeout(resolve, 20))
  await expect(readBytes(requestOf([300_000]).request, rules)).rejects.toMatchObject({ status: 429, retryAfter: 5 })
  expect(await readBytes(requestOf([1_000]).request, rules)).toHaveLength(1_000)
  expect(await pending).toMatchObject({ status: 408 })
  expect(await readBytes(requestOf([300_000]).request, rules)).toHaveLength(300_000)
})

it('limits the slots of all owners together', () => {
  const acquire = createUploadSlots({ each: 2, all: 2, what: 'videos' })
  const release = acquire('ada')
  acquire('bob')
  expect(() => acquire('cy')).toThrow(expect.objectContaining({ code: 'overloaded', retryAfter: 5 }))
  release()
  acquire('cy')
})
