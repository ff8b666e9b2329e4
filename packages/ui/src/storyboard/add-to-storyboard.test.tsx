// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import { Storyboard, VideoLibrary, type StoryboardShot } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { mockMedia } from '../testing/mock-media'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()
beforeEach(() => {
  localStorage.clear()
  mockMedia()
})

const Controlled = ({ onValueChange }: { onValueChange(shots: readonly StoryboardShot[]): void }) => {
  const [shots, setShots] = useState<readonly StoryboardShot[]>([])
  const change = (next: readonly StoryboardShot[]) => {
    setShots(next)
    onValueChange(next)
  }
  return <Storyboard value={shots} onValueChange={change} />
}

async function openLibrary() {
  const app = createTestApp()
  const ids: string[] = []
  for (const prompt of ['A fox', 'A boat']) {
    ids.push((await app.videos.create({ prompt, model: 'mini', size: '320x192' })).id)
    await app.advance(30)
  }
  return { ...app, ids }
}
const select = async (...names: string[]) => {
  for (const name of names)
    await userEvent.click(await screen.findByRole('checkbox', { name: `Select video: ${name}` }))
}

it('adds the selected videos of the library at once, also to a controlled storyboard', async () => {
  const { show, ids } = await openLibrary()
  const onValueChange = vi.fn<(shots: readonly StoryboardShot[]) => void>()
  show(
    <>
      <Controlled onValueChange={onValueChange} />
      <VideoLibrary />
    </>,
  )
  await select('A fox', 'A boat')
  await userEvent.click(screen.getByRole('button', { name: 'Add to storyboard' }))
  await waitFor(() => expect(screen.getAllByRole('button', { name: /^Shot \d of 2/ })).toHaveLength(2))
  expect(onValueChange).toHaveBeenCalledTimes(1)
  expect(onValueChange.mock.lastCall?.[0].map(({ videoId }) => videoId).sort()).toEqual(ids.sort())
  expect(screen.queryByRole('button', { name: 'Add to storyboard' })).toBe(null)
})

it('offers nothing on a page without a storyboard', async () => {
  const { show } = await openLibrary()
  show(<VideoLibrary />)
  await select('A fox')
  expect(screen.getByRole('button', { name: 'Delete' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Add to storyboard' })).toBe(null)
})
