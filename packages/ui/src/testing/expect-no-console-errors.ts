import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

/** Clears the page after each test, and fails the test where anything was written to the console as an error or a warning. */
export const expectNoConsoleErrors = (): void => {
  const received: unknown[][] = []
  beforeEach(() => {
    received.length = 0
    for (const level of ['error', 'warn'] as const)
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void received.push(words))
  })
  afterEach(() => {
    cleanup()
    sessionStorage.clear()
    vi.restoreAllMocks()
    expect(received).toEqual([])
  })
}
