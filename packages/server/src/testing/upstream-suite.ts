import { shapesOf } from '@dailies/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { upstreamContentTests } from './upstream-content-tests'
import { upstreamCreateTests } from './upstream-create-tests'
import { upstreamPollTests } from './upstream-poll-tests'
import { openChecked } from './upstream-test-bed'
import type { CheckedTestBed, UpstreamTestBed } from './upstream-test-bed'

export type { UpstreamFault, UpstreamTestBed } from './upstream-test-bed'

/**
 * Conformance tests for an `Upstream`, as Vitest tests: creates, idempotency keys, polls, failures that only look final,
 * files and ranges, hostile addresses, cancellation, peers that hang, and the key, which must not appear in anything that
 * the upstream returns or throws. Call it at the top level of a test file.
 *
 * @param name names the upstream in the titles of the tests
 * @param open called before every test; returns a new upstream with a new fake provider
 */
export function upstreamSuite(name: string, open: () => Promise<UpstreamTestBed>): void {
  describe(`${name}: an upstream`, () => {
    let bed: CheckedTestBed
    beforeEach(async () => {
      bed = await openChecked(open)
    })
    afterEach(() => bed.expectNoSecrets())
    const current = () => bed

    capabilityTests(current)
    upstreamCreateTests(current)
    upstreamPollTests(current)
    upstreamContentTests(current)
  })
}

function capabilityTests(bed: () => CheckedTestBed): void {
  describe('its capabilities', () => {
    it('have models of different ids, each with sizes and lengths', () => {
      const { models } = bed().upstream.capabilities
      expect(models.length).toBeGreaterThan(0)
      expect(new Set(models.map(({ id }) => id)).size).toBe(models.length)
      for (const { sizes, seconds, label } of models) {
        expect(sizes.every((size) => /^\d+x\d+$/.test(size))).toBe(true)
        expect(seconds.every((length) => Number(length) > 0)).toBe(true)
        expect([sizes.length > 0, seconds.length > 0, label]).not.toContain(false)
      }
    })

    it('price only sizes and tiers that exist', () => {
      for (const model of bed().upstream.capabilities.models) {
        const known = new Set(shapesOf(model).flatMap(({ size, resolution }) => [size, resolution]))
        expect(Object.keys(model.prices ?? {}).filter((name) => !known.has(name))).toEqual([])
      }
    })

    it('offer a last frame only beside a first one', () => {
      const { models } = bed().upstream.capabilities
      expect(models.filter((model) => model.last_frame && !model.input_reference)).toEqual([])
    })

    it('promise a cancellation only if there is one', () => {
      const { upstream } = bed()
      const { models, cancellation } = upstream.capabilities
      const cancelling = models.filter((model) => (model.cancellation ?? cancellation) === 'cancels')
      expect(cancelling.length === 0 || upstream.cancel !== undefined || upstream.delete !== undefined).toBe(true)
    })

    it('have a stable id', () => {
      expect(bed().upstream.id).not.toBe('')
    })
  })
}
