import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

/** Clears the page after each test, and fails the test where anything was written to the console as an error or a warning. */
export const expectNoConsoleErrors = (): void => {
  const heard: unknown[][] = []
  beforeEach(() => {
    heard.length = 0
    for (const level of ['error', 'warn'] as const)
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void heard.push(words))
  })
  afterEach(() => {
    cleanup()
    sessionStorage.clear()
    vi.restoreAllMocks()
    expect(heard).toEqual([])
  })
}
