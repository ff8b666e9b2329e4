// @vitest-environment jsdom
import { createVideosClient } from '@dailies/core'
import { VideosProvider } from '@dailies/core/react'
import { createSandbox } from '@dailies/sandbox'
import { JobProgress } from '@dailies/ui'
import { act, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => void vi.useRealTimers())

it('counts the seconds of a video, until it is ready', async () => {
  const sandbox = createSandbox({ clock: 'manual', jobDurationMs: 20_000 })
  const client = createVideosClient({ baseURL: 'http://sandbox/v1', fetch: sandbox.fetch })
  // The page and the sandbox begin at the same time, and go on together.
  vi.useFakeTimers({ now: sandbox.now() * 1_000 })
  const advance = async (seconds: number): Promise<void> => {
    for (let passed = 0; passed < seconds; passed += 1) {
      await sandbox.advance(1)
      await act(() => vi.advanceTimersByTimeAsync(1_000))
    }
  }

  const { id } = await client.create({ prompt: 'A brass lamp on a desk.' })
  render(
    <VideosProvider client={client}>
      <JobProgress id={id} />
    </VideosProvider>,
  )
  await advance(5)
  expect(screen.getByText('0:05')).toBeDefined()
  await advance(30)
  expect(screen.getByText('Ready')).toBeDefined()
})
