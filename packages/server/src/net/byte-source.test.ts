import { expect, it } from 'vitest'
import { sourceOf, streamOf } from './byte-source'
import type { ByteSource } from './byte-source'
import { cutBody } from './cut-body'

/** An endless source of 10-byte chunks that counts its reads and records the reasons of its cancellation. */
function countingSource() {
  const calls = { reads: 0, reasons: [] as unknown[] }
  const source: ByteSource = {
    async read() {
      calls.reads += 1
      return { done: false, value: new Uint8Array(10).fill(calls.reads) }
    },
    cancel: (reason) => void calls.reasons.push(reason),
  }
  return { calls, source }
}

it('streamOf reads its source lazily, and cancels it with the reason of the reader', async () => {
  const { calls, source } = countingSource()
  const reader = streamOf(source).getReader()
  expect(calls.reads).toBe(0)
  await reader.read()
  expect(calls.reads).toBe(1)
  await reader.cancel('enough')
  expect(calls.reasons).toEqual(['enough'])
})

it('sourceOf returns the source of a streamOf stream, and the stream is locked', () => {
  const { source } = countingSource()
  const stream = streamOf(source)
  expect(sourceOf(stream)).toBe(source)
  expect(stream.locked).toBe(true)
})

it('sourceOf reads any other ReadableStream through its reader', async () => {
  let reason: unknown
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(3)),
    cancel: (given) => void (reason = given),
  })
  const source = sourceOf(stream)
  expect((await source.read()).value?.byteLength).toBe(3)
  source.cancel('enough')
  expect(reason).toBe('enough')
})

it('a Response keeps its body stream, so sourceOf finds the source of a response body', () => {
  const { source } = countingSource()
  const { body } = new Response(streamOf(source))
  expect(body && sourceOf(body)).toBe(source)
})

it('cutBody reads the source directly, and cancels it after the last byte', async () => {
  const { calls, source } = countingSource()
  const cut = sourceOf(cutBody(streamOf(source), { offset: 15, length: 12 }))
  expect((await cut.read()).value).toEqual(new Uint8Array(5).fill(2))
  expect(calls.reasons).toEqual([])
  expect((await cut.read()).value).toEqual(new Uint8Array(7).fill(3))
  expect(calls.reasons).toEqual([undefined])
  expect((await cut.read()).done).toBe(true)
  expect(calls.reads).toBe(3)
})
