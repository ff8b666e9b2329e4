import { describe, expect, it } from 'vitest'
import { readBody } from './read-body'
import type { BodyRules } from './read-body'
import { createRequestMemory } from './request-memory'

/** A request whose body consists of chunks of these sizes, and then ends or stalls. */
const requestOf = (chunkSizes: number[], isEndless = false) => {
  const remaining = [...chunkSizes]
  let cancelled = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const size = remaining.shift()
        if (size !== undefined) controller.enqueue(new Uint8Array(size).fill(remaining.length % 256))
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

async function read(request: Request, rules: Partial<BodyRules>): Promise<number[]> {
  const sizes: number[] = []
  const memory = createRequestMemory('ada', { each: Infinity, all: Infinity })
  try {
    await readBody(request, { maxBytes: Infinity, memory, ...rules }, (block) => sizes.push(block.byteLength))
    return sizes
  } finally {
    memory.release()
  }
}

it('passes on tiny and large chunks in whole blocks', async () => {
  expect(await read(requestOf(Array.from({ length: 150_000 }, () => 1)).request, {})).toEqual([65_536, 65_536, 18_928])
  expect(await read(requestOf([100_000, 40_000]).request, {})).toEqual([65_536, 65_536, 8_928])
  expect(await read(requestOf([]).request, {})).toEqual([])
})

it('rejects a body over the limit and stops reading it', async () => {
  const { request, isCancelled } = requestOf([10, 20, 31, 99])
  await expect(read(request, { maxBytes: 60 })).rejects.toMatchObject({ code: 'too_large', status: 413 })
  expect(isCancelled()).toBe(true)
})

it.each([
  ['stalls', { maxBytes: 60, idleTimeoutMs: 30 }],
  ['takes too long', { maxBytes: 60, timeoutMs: 30 }],
])('rejects and cancels a body that %s', async (_, rules) => {
  const { request, isCancelled } = requestOf([10], true)
  await expect(read(request, rules)).rejects.toMatchObject({ status: 408 })
  expect(isCancelled()).toBe(true)
})

describe('the memory of requests', () => {
  const limits = { each: 300_000, all: 600_000 }
  const blocked = (owner: string) => {
    const memory = createRequestMemory(owner, limits)
    memory.take(250_000)
    return memory
  }

  it('is limited per owner, and in total', () => {
    const ada = blocked('ada')
    const more = createRequestMemory('ada', limits)
    expect(() => more.take(50_001)).toThrow(expect.objectContaining({ code: 'rate_limited', retryAfter: 5 }))
    more.take(50_000)
    const bob = blocked('bob')
    const cy = createRequestMemory('cy', limits)
    expect(() => cy.take(50_001)).toThrow(expect.objectContaining({ code: 'overloaded', retryAfter: 5 }))
    ada.release()
    cy.take(250_000)
    for (const memory of [more, bob, cy]) memory.release()
  })

  it('is counted while a body is read, and no more than that is read', async () => {
    const memory = createRequestMemory('ada', limits)
    const { request, isCancelled } = requestOf([200_000, 200_000, 200_000])
    await expect(read(request, { memory })).rejects.toMatchObject({ code: 'rate_limited' })
    expect(isCancelled()).toBe(true)
    memory.release()
    memory.take(300_000)
    memory.release()
  })
})
