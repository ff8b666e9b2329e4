'use client'
import type { CreateVideo } from '@dailies/core'
import { useCallback, useRef, useState } from 'react'
import { describeIntent } from './intent'
import { createTakes, type TakesOutcome } from './takes'
import { useVideosRuntime } from './videos-provider'

/** A mutation that creates several takes of one prompt, and its state. */
export interface UseCreateTakes {
  /**
   * Creates `count` videos of equal fields, side by side; of several requests, such as one per model, `count` videos each.
   * It resolves when each has a video or an error, and never rejects. A take whose response was lost is repeated by the
   * next call with equal fields, also after a reload and with another `count`, and is not created twice. Equal calls under
   * way are one.
   */
  trigger(fields: CreateVideo | readonly CreateVideo[], count: number): Promise<TakesOutcome>
  /** A request was sent and has no response yet. */
  isMutating: boolean
}

/**
 * Mutation hook that creates takes of one prompt, of one model or several. Where the server has metadata, all have the same
 * `dailies.take_group`, also a single one: a later take that repeats it belongs to the same group.
 *
 * @example
 * const { trigger } = useCreateTakes()
 * const { videos, errors } = await trigger({ prompt: 'A lighthouse at dusk' }, 4)
 */
export function useCreateTakes(): UseCreateTakes {
  const runtime = useVideosRuntime('useCreateTakes')
  const [pending, setPending] = useState(0)
  const underWay = useRef(new Map<string, Promise<TakesOutcome>>())
  const trigger = useCallback(
    (fields: CreateVideo | readonly CreateVideo[], count: number) => {
      const requests = [fields].flat()
      const key = requests
        .map((fields) => describeIntent({ operation: `create ${count}`, fields, intentId: undefined }))
        .join()
      const shared = underWay.current.get(key)
      if (shared) return shared
      setPending((current) => current + 1)
      const created = runtime
        .getOrCreate(createTakes)
        .create(requests, count)
        .finally(() => {
          underWay.current.delete(key)
          setPending((current) => current - 1)
        })
      underWay.current.set(key, created)
      return created
    },
    [runtime],
  )
  return { trigger, isMutating: pending > 0 }
}
