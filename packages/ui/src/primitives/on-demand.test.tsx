// @vitest-environment jsdom
import { renderHook, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { expect, it, vi } from 'vitest'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { onDemand, useOnDemand } from './on-demand'

expectNoConsoleErrors()

const setup = (fetchModule: () => Promise<string>) => {
  const module = onDemand(fetchModule)
  const onError = vi.fn<(error: unknown) => void>()
  const hook = renderHook(({ isNeeded }) => useOnDemand(module, isNeeded, onError), {
    initialProps: { isNeeded: false },
    wrapper: StrictMode,
  })
  return { ...hook, module, onError }
}

it('fetches the module once, when it is needed', async () => {
  const fetchModule = vi.fn<() => Promise<string>>().mockResolvedValue('dialog')
  const { result, rerender } = setup(fetchModule)
  expect(fetchModule).not.toHaveBeenCalled()
  rerender({ isNeeded: true })
  await waitFor(() => expect(result.current).toBe('dialog'))
  rerender({ isNeeded: false })
  rerender({ isNeeded: true })
  expect(fetchModule).toHaveBeenCalledOnce()
})

it('has a preloaded module at once', async () => {
  const { result, rerender, module } = setup(async () => 'dialog')
  module.preload()
  await module.load()
  rerender({ isNeeded: true })
  expect(result.current).toBe('dialog')
})

it('reports that it cannot be fetched, and tries again the next time', async () => {
  const fetchModule = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue('ok')
  const { result, rerender, onError } = setup(fetchModule)
  rerender({ isNeeded: true })
  await waitFor(() => expect(onError).toHaveBeenCalledWith(new Error('offline')))
  rerender({ isNeeded: false })
  rerender({ isNeeded: true })
  await waitFor(() => expect(result.current).toBe('ok'))
})
