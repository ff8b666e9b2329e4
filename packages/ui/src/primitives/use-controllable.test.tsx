// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { StrictMode } from 'react'
import { expect, it, vi } from 'vitest'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { useControllable } from './use-controllable'

expectNoConsoleErrors()

const setup = (initialProps: { value?: number; onChange?: (value: number) => void }) =>
  renderHook(
    ({ value, onChange }: typeof initialProps) => useControllable('value', { value, defaultValue: 1, onChange }),
    { initialProps, wrapper: StrictMode },
  )

it('keeps its own value, and calls the handler once per new value', () => {
  const onChange = vi.fn<(value: number) => void>()
  const { result } = setup({ onChange })
  act(() => result.current[1]((value) => value + 1))
  act(() => result.current[1](2))
  expect(result.current[0]).toBe(2)
  expect(onChange.mock.calls).toEqual([[2]])
})

it('computes two changes before the next render from each other', () => {
  const { result } = setup({})
  act(() => {
    result.current[1]((value) => value + 1)
    result.current[1]((value) => value + 1)
  })
  expect(result.current[0]).toBe(3)
})

it('only asks for a change of a controlled value', () => {
  const onChange = vi.fn<(value: number) => void>()
  const { result, rerender } = setup({ value: 5, onChange })
  act(() => result.current[1](6))
  expect(result.current[0]).toBe(5)
  expect(onChange).toHaveBeenCalledWith(6)
  rerender({ value: 6, onChange })
  expect(result.current[0]).toBe(6)
})

it('says once that it switched sides', () => {
  const { rerender } = setup({ value: 5 })
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  rerender({})
  rerender({ value: 5 })
  rerender({})
  expect(error.mock.calls).toEqual([[expect.stringContaining('"value"')]])
  error.mockClear()
})
