import { isVideoError } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { faultOf } from './upstream-create-tests'
import type { UpstreamUpdate } from '../upstream/upstream'
import { errorOf } from './upstream-test-bed'
import type { CheckedTestBed } from './upstream-test-bed'

const rank = { queued: 0, in_progress: 1, completed: 2, failed: 2 }

/** Whether the model of the request can be cancelled. */
function canCancel({ upstream, request }: CheckedTestBed): boolean {
  const { models, cancellation } = upstream.capabilities
  const model = models.find(({ id }) => id === request.model) ?? models[0]
  return (model?.cancellation ?? cancellation) === 'cancels'
}

/** How a job runs and ends. */
export function upstreamPollTests(bed: () => CheckedTestBed): void {
  describe('a job', () => {
    it('runs to its end, and neither its status nor its progress goes back', async () => {
      const { ref, update } = await bed().create()
      const updates = [update, ...(await bed().finish(ref))]
      const ranks = updates.map(({ status }) => rank[status])
      expect(ranks).toEqual([...ranks].sort((one, other) => one - other))
      const progress = updates.flatMap(({ progress }) => progress ?? [])
      expect(progress).toEqual([...progress].sort((one, other) => one - other))
      expect(progress.every((percent) => percent >= 0 && percent <= 100)).toBe(true)
      expect(updates.at(-1)?.status).toBe('completed')
    })

    it('stays completed', async () => {
      const { ref } = await bed().create()
      await bed().finish(ref)
      await bed().advance(10_000)
      expect((await bed().upstream.retrieve(ref)).update.status).toBe('completed')
    })

    it('is polled again after a 503', async ({ skip }) => {
      const { ref } = await bed().create()
      faultOf(bed(), 'poll_unavailable', skip)?.()
      const error = await errorOf(bed().upstream.retrieve(ref))
      expect(error).toMatchObject({ retryable: true })
      expect(error.code).not.toBe('not_found')
      expect((await bed().finish(ref)).at(-1)?.status).toBe('completed')
    })

    it('that only looks failed is marked as such, or polled again', async ({ skip }) => {
      const { ref } = await bed().create()
      faultOf(bed(), 'false_failure', skip)?.()
      const answer = await bed()
        .upstream.retrieve(ref)
        .catch((error: unknown) => error)
      const hasFailed = !isVideoError(answer) && (answer as UpstreamUpdate).update.status === 'failed'
      expect(hasFailed && !(answer as UpstreamUpdate).mayBeTransient).toBe(false)
      expect((await bed().finish(ref)).at(-1)?.status).toBe('completed')
    })

    it('of a prompt that moderation blocks fails with a reason, or is rejected with one', async ({ skip }) => {
      const { moderatedPrompt: prompt } = bed()
      if (prompt === undefined) return skip('The fake provider has no moderation.')
      const { ref } = await bed().create({ prompt })
      const last = (await bed().finish(ref)).at(-1)
      expect(last?.status).toBe('failed')
      expect(last?.error?.code).toMatch(/^[\w.-]+$/)
      expect(last?.error?.message).toMatch(/\w{3}/)
      expect(last?.error?.final).not.toBe(false)
      expect((await bed().upstream.retrieve(ref)).mayBeTransient ?? false).toBe(false)
    })

    it('that the provider does not know is not_found', async () => {
      const { upstream, unknownRef } = bed()
      expect(await errorOf(upstream.retrieve(unknownRef))).toMatchObject({ code: 'not_found' })
    })

    it('whose poll never gets a response is given up with the signal', async ({ skip }) => {
      const { ref } = await bed().create()
      faultOf(bed(), 'poll_hangs', skip)?.()
      const error = await errorOf(bed().upstream.retrieve(ref, { signal: AbortSignal.timeout(50) }))
      expect(error.code).not.toBe('not_found')
    })
  })

  describe('a cancellation', () => {
    it('ends a running job, which later polls report', async ({ skip }) => {
      const { upstream } = bed()
      if (!upstream.cancel || !canCancel(bed())) return skip('The model cannot be cancelled.')
      const { ref } = await bed().create()
      await upstream.cancel(ref)
      const [last] = (await bed().finish(ref)).slice(-1)
      expect(last?.status).toBe('failed')
      expect(last?.error?.code).toMatch(/cancel/)
    })

    it('of a job that has ended, or that is unknown, changes nothing', async ({ skip }) => {
      const { upstream, unknownRef } = bed()
      if (!upstream.cancel || !canCancel(bed())) return skip('The model cannot be cancelled.')
      const { ref } = await bed().create()
      await bed().finish(ref)
      const error: unknown = await upstream.cancel(ref).catch((thrown: unknown) => thrown)
      expect(error === undefined || isVideoError(error)).toBe(true)
      expect((await upstream.retrieve(ref)).update.status).toBe('completed')
      expect(await errorOf(upstream.cancel(unknownRef))).toMatchObject({ code: 'not_found' })
    })
  })
}
