import { expect, it } from 'vitest'
import { readBytes } from './read-bytes'
import { createSlots } from './slots'

/** A request whose body comes in these pieces, and then goes on or ends. */
const sending = (pieces: number[], isEndless = false) => {
  const left = [...pieces]
  let cancelled = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const bytes = left.shift()
        if (bytes !== undefined) controller.enqueue(new Uint8Array(bytes))
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

it('a body is read whole', async () => {
  expect(await readBytes(sending([10, 20, 30]).request, { cap: 60 })).toHaveLength(60)
})

it('one with more bytes than are taken is read no further', async () => {
  const { request, isCancelled } = sending([10, 20, 31, 99])
  await expect(readBytes(request, { cap: 60 })).rejects.toMatchObject({ code: 'too_large', status: 413 })
  expect(isCancelled()).toBe(true)
})

it.each([
  ['falls silent', { cap: 60, silence: 30 }],
  ['takes too long', { cap: 60, wait: 30 }],
])('one that %s is let go', async (_, rules) => {
  const { request, isCancelled } = sending([10], true)
  await expect(readBytes(request, rules)).rejects.toMatchObject({ status: 408 })
  expect(isCancelled()).toBe(true)
})

it('only so many large ones of an owner are held at once, and a small one needs no place', async () => {
  const places = createSlots({ each: 1, tooMany: (count) => `${count} under way.` })
  const acquireSlot = () => places.acquire('ada')
  const rules = { cap: 1_000_000, acquireSlot }
  const held = readBytes(sending([300_000], true).request, { ...rules, silence: 200 }).catch((error: unknown) => error)
  await new Promise((resolve) => setTimeout(resolve, 20))
  await expect(readBytes(sending([300_000]).request, rules)).rejects.toMatchObject({ status: 429, retryAfter: 5 })
  expect(await readBytes(sending([1_000]).request, rules)).toHaveLength(1_000)
  expect(await held).toMatchObject({ status: 408 })
  expect(await readBytes(sending([300_000]).request, rules)).toHaveLength(300_000)
})

it('everybody together has only so many places', () => {
  const places = createSlots({ each: 2, all: 2, tooMany: () => '', tooBusy: 'Too many.' })
  const leave = places.acquire('ada')
  places.acquire('bob')
  expect(() => places.acquire('cy')).toThrow(expect.objectContaining({ code: 'overloaded', message: 'Too many.' }))
  leave()
  places.acquire('cy')
})
