import { expect, it } from 'vitest'
import { sourceOf, streamOf } from './byte-source'
import type { ByteSource } from './byte-source'
import { cutBody } from './cut-body'

/** Endless pieces of ten bytes, which says how many were read and why it was left. */
function counted() {
  const seen = { reads: 0, reasons: [] as unknown[] }
  const source: ByteSource = {
    async read() {
      seen.reads += 1
      return { done: false, value: new Uint8Array(10).fill(seen.reads) }
    },
    cancel: (reason) => void seen.reasons.push(reason),
  }
  return { seen, source }
}

it('a stream is read no sooner than it is read itself, and its source hears that the reader left', async () => {
  const { seen, source } = counted()
  const reader = streamOf(source).getReader()
  expect(seen.reads).toBe(0)
  await reader.read()
  expect(seen.reads).toBe(1)
  await reader.cancel('enough')
  expect(seen.reasons).toEqual(['enough'])
})

it('behind a stream of ours is its source, and nobody else can read the stream', () => {
  const { source } = counted()
  const stream = streamOf(source)
  expect(sourceOf(stream)).toBe(source)
  expect(stream.locked).toBe(true)
})

it('a stream of anybody is read through its reader', async () => {
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

it('a Response hands its stream on as it is, so that a mount finds the source behind it', () => {
  const { source } = counted()
  const { body } = new Response(streamOf(source))
  expect(body && sourceOf(body)).toBe(source)
})

it('a cut is read from the source itself, which is let go of with the last byte', async () => {
  const { seen, source } = counted()
  const cut = sourceOf(cutBody(streamOf(source), { skip: 15, take: 12 }))
  expect((await cut.read()).value).toEqual(new Uint8Array(5).fill(2))
  expect(seen.reasons).toEqual([])
  expect((await cut.read()).value).toEqual(new Uint8Array(7).fill(3))
  expect(seen.reasons).toEqual([undefined])
  expect((await cut.read()).done).toBe(true)
  expect(seen.reads).toBe(3)
})
