// @vitest-environment jsdom
import { useShareVideo } from '@dailies/core/react'
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { createRealStack } from '../testing/real-stack'
import { renderInStrictMode } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

async function open(sharing: boolean) {
  const stack = createRealStack({ sharing })
  const page = stack.openPage('ann')
  const { id } = await page.videos.create({ prompt: 'A lamp', model: 'mini', size: '320x192', seconds: '1' })
  for (let seconds = 0; seconds < 40; seconds += 5) await stack.advance(5)
  return { ...stack, page, id }
}

it('creates a link once per double click, lists it, and ends it', async () => {
  const { page, id } = await open(true)
  const onSuccess = vi.fn()
  const { result } = renderInStrictMode(page, () => useShareVideo({ onSuccess }))
  const [share, same] = await act(() => Promise.all([result.current.trigger(id), result.current.trigger(id)]))
  expect(share).toBe(same)
  expect(result.current.data).toBe(share)
  expect(onSuccess).toHaveBeenCalledTimes(1)
  expect((await result.current.list(id)).data).toMatchObject([{ id: share?.id }])
  await result.current.deleteShare(id, share?.id ?? '')
  expect((await result.current.list(id)).data).toEqual([])
})

it('returns the error of a server without sharing', async () => {
  const { page, id } = await open(false)
  const { result } = renderInStrictMode(page, () => useShareVideo())
  expect(await act(() => result.current.trigger(id))).toBeUndefined()
  expect(result.current.error).toMatchObject({ code: 'not_found' })
})
