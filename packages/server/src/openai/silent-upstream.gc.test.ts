import { describe, expect, it } from 'vitest'
import { testModels } from '../testing/fixtures'
import { openSilentPeer, settleUnderGc, stallAfterHeaders } from '../testing/silent-peer'
import type { Upstream } from '../upstream/upstream'
import { openaiUpstream } from './openai-upstream'
import type { OpenAIUpstreamOptions } from './upstream-options'

const timeoutMs = 150
const key = { idempotencyKey: 'video_1' }
const file = new Blob([new Uint8Array(1_000)], { type: 'video/mp4' })

/** Every call that waits for the provider. */
const calls: Record<string, (upstream: Upstream) => Promise<unknown> | undefined> = {
  create: (upstream) => upstream.create({ prompt: 'A lamp.' }, key),
  'create with an image': (upstream) => upstream.create({ prompt: 'A lamp.', input_reference: file }, key),
  remix: (upstream) => upstream.remix?.('up_1', { prompt: 'A lamp.' }, key),
  edit: (upstream) => upstream.edit?.('up_1', { prompt: 'A lamp.' }, key),
  'edit of an upload': (upstream) => upstream.edit?.(file, { prompt: 'A lamp.' }, key),
  extend: (upstream) => upstream.extend?.('up_1', { prompt: 'A lamp.', seconds: '4' }, key),
  retrieve: (upstream) => upstream.retrieve('up_1'),
  content: (upstream) => upstream.content('up_1', 'video'),
  'content of a location': (upstream) => upstream.content({ id: 'up_1', url: '/file.mp4' }, 'video'),
  'content of a thumbnail': (upstream) => upstream.content('up_1', 'thumbnail'),
  delete: (upstream) => upstream.delete?.('up_1'),
  list: (upstream) => upstream.list?.({ limit: 100 }),
}

/** How requests are sent; the last two ignore the signal. */
const fetches: Record<string, OpenAIUpstreamOptions['fetch']> = {
  'our own clients': undefined,
  'the platform': (input, init) => fetch(input, init),
  'a function of one argument': (request) => fetch(request),
  'a function that never responds': () => new Promise(() => undefined),
}

const open = (origin: string, options: Partial<OpenAIUpstreamOptions> = {}): Upstream =>
  openaiUpstream({
    baseURL: `${origin}/v1`,
    apiKey: 'sk-test',
    models: testModels,
    readTimeoutMs: timeoutMs,
    createTimeoutMs: timeoutMs,
    mediaIdleTimeoutMs: timeoutMs,
    ...options,
  })

describe.each(Object.keys(fetches))('a provider that never responds, through %s', (name) => {
  it.each(Object.keys(calls))('does not hold %s', async (call) => {
    const upstream = open(await openSilentPeer(), { fetch: fetches[name] })
    expect(await settleUnderGc(calls[call]?.(upstream) ?? Promise.resolve(), 2_000)).toBe('upstream_timeout')
  })
})

describe('a provider that stops after the headers', () => {
  it.each(Object.keys(calls).filter((call) => call !== 'delete'))('does not hold %s', async (call) => {
    const upstream = open(await openSilentPeer(stallAfterHeaders))
    expect(await settleUnderGc(calls[call]?.(upstream) ?? Promise.resolve(), 2_000)).toBe('upstream_timeout')
  })

  it('does not hold delete, which needs no body', async () => {
    const upstream = open(await openSilentPeer(stallAfterHeaders))
    expect(await settleUnderGc(upstream.delete?.('up_1') ?? Promise.reject(), 2_000)).toBe('resolved')
  })
})

it('a caller that aborts does not wait for the provider', async () => {
  const upstream = open(await openSilentPeer(), { readTimeoutMs: 60_000 })
  const call = upstream.retrieve('up_1', { signal: AbortSignal.timeout(timeoutMs) })
  expect(await settleUnderGc(call, 2_000)).toBe('upstream_timeout')
})
