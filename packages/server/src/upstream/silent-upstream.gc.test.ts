import { expect, it, vi } from 'vitest'
import { fakeUpstream } from '../testing/fake-upstream'
import { settleUnderGc } from '../testing/silent-peer'
import { boundUpstream } from './bound-upstream'
import type { Upstream, UpstreamJob } from './upstream'

const key = { idempotencyKey: 'video_1' }
const request = { prompt: 'A lamp.' }
const timeouts = { createTimeoutMs: 100, callTimeoutMs: 100 }

/** Every call of an upstream that can wait; a method that is missing here does not compile. */
const calls: {
  [Name in Exclude<keyof Upstream, 'id' | 'capabilities' | 'idempotent' | 'takesCallbacks' | 'stripInlineVideo'>]: (
    upstream: Upstream,
  ) => Promise<unknown> | undefined
} = {
  create: (upstream) => upstream.create(request, key),
  remix: (upstream) => upstream.remix?.('ref', request, key),
  edit: (upstream) => upstream.edit?.('ref', request, key),
  extend: (upstream) => upstream.extend?.('ref', request, key),
  retrieve: (upstream) => upstream.retrieve('ref'),
  content: (upstream) => upstream.content('ref', 'video'),
  cancel: (upstream) => upstream.cancel?.('ref'),
  delete: (upstream) => upstream.delete?.('ref'),
  list: (upstream) => upstream.list?.(),
  verifyWebhook: (upstream) => upstream.verifyWebhook?.(new Headers(), async () => new Uint8Array()),
}

it.each(Object.entries(calls))('an upstream that never settles does not hold %s', async (name, call) => {
  const signals: (AbortSignal | undefined)[] = []
  const never = (...args: unknown[]): Promise<never> => {
    signals.push((args.at(-1) as { signal?: AbortSignal }).signal)
    return new Promise(() => undefined)
  }
  const silent = fakeUpstream(Object.fromEntries(Object.keys(calls).map((method) => [method, never])))
  expect(await settleUnderGc(call(boundUpstream(silent, timeouts)) ?? Promise.resolve(), 2_000)).toBe(
    'upstream_timeout',
  )
  // Only a webhook has no options that carry a signal.
  expect(signals.map((signal) => signal?.aborted)).toEqual([name === 'verifyWebhook' ? undefined : true])
})

it('reads everything else from the upstream, also what it changes later', async () => {
  const upstream = fakeUpstream()
  const bound = boundUpstream(upstream, timeouts)
  expect([bound.id, bound.capabilities, bound.list]).toEqual(['fake', upstream.capabilities, undefined])
  upstream.list = async () => []
  upstream.stripInlineVideo = () => 'stripped'
  expect([await bound.list?.(), bound.stripInlineVideo?.('ref')]).toEqual([[], 'stripped'])
})

it('hands over the job of a create that is answered after its timeout, and cancels the body of such a file', async () => {
  const cancel = vi.fn<() => void>()
  const late = <T>(result: T) => new Promise<T>((resolve) => setTimeout(() => resolve(result), 200))
  const job: UpstreamJob = { ref: 'late', update: { status: 'queued' } }
  const bound = boundUpstream(
    fakeUpstream({
      create: () => late(job),
      content: () =>
        late({
          status: 200,
          contentType: 'video/mp4',
          contentLength: undefined,
          contentRange: undefined,
          body: new ReadableStream({ cancel }),
        }),
    }),
    timeouts,
  )
  const onLateJob = vi.fn<(job: UpstreamJob) => void>()
  const options = { ...key, onLateJob }
  await expect(bound.create(request, options)).rejects.toMatchObject({ code: 'upstream_timeout' })
  await expect(bound.content('ref', 'video')).rejects.toMatchObject({ code: 'upstream_timeout' })
  await expect.poll(() => [onLateJob.mock.calls, cancel.mock.calls.length]).toEqual([[[job]], 1])
})
