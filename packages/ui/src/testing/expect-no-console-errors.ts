import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

/** Cleans up the page after each test, and fails the test if it wrote an error or a warning to the console. */
export const expectNoConsoleErrors = (): void => {
  const messages: unknown[][] = []
  beforeEach(() => {
    messages.length = 0
    for (const level of ['error', 'warn'] as const)
      vi.spyOn(console, level).mockImplementation((...args: unknown[]) => void messages.push(args))
  })
  afterEach(() => {
    cleanup()
    sessionStorage.clear()
    vi.restoreAllMocks()
    expect(messages).toEqual([])
  })
}
