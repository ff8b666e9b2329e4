// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { Environment } from '@dailies/core'
import { browserEnvironment } from '@dailies/core/internal'
import { VideosProvider } from '@dailies/core/react'
import { act, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { JobProgress } from '..'
import { createTestApp } from '../testing/test-app'

it('shows the elapsed time by the clock of the provider, which a test advances', async () => {
  // Far from the time of this machine.
  const startsAt = Date.UTC(2001, 0, 1) / 1_000
  const app = createTestApp({ sandbox: { startsAt, jobDurationMs: 600_000 } })
  const { id } = await app.videos.create({ prompt: 'A boat at sea', model: 'mini', size: '320x192' })
  const timers = new Set<() => void>()
  const environment: Environment = {
    ...browserEnvironment,
    tabs: undefined,
    now: () => app.sandbox.now() * 1_000,
    setTimer(_delayMs, run) {
      timers.add(run)
      return () => timers.delete(run)
    },
  }
  const advance = async (seconds: number) => {
    await app.advance(seconds)
    await act(async () => {
      const due = Array.from(timers)
      timers.clear()
      for (const run of due) run()
    })
  }
  render(
    <VideosProvider client={app.videos} environment={environment}>
      <JobProgress id={id} />
    </VideosProvider>,
  )
  await screen.findByText('0:00')
  await advance(5)
  expect(await screen.findByText('0:05')).toBeVisible()
  await advance(60)
  expect(await screen.findByText('1:05')).toBeVisible()
})
