// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { VideoCard } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()

const createVideo = async ({ videos, advance }: TestApp) => {
  const { id } = await videos.create({ prompt: 'A fox in the snow', model: 'mini', size: '320x192' })
  await advance(60)
  return id
}

it('shows a video without a library, with nothing to select or open', async () => {
  const app = createTestApp()
  app.show(<VideoCard id={await createVideo(app)} />)
  expect(await screen.findByText('A fox in the snow')).toBeVisible()
  expect(screen.getByText(/320 × 192/)).toBeVisible()
  expect(screen.queryByRole('checkbox')).toBeNull()
  expect(screen.queryByRole('button')).toBeNull()
})

it('calls onOpen with its id, by keyboard and by pointer', async () => {
  const app = createTestApp()
  const id = await createVideo(app)
  const onOpen = vi.fn<(id: string) => void>()
  const { container } = app.show(<VideoCard id={id} onOpen={onOpen} />)
  ;(await screen.findByRole('button', { name: 'Open video: A fox in the snow' })).focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.click(container.querySelector('.dl-media') ?? container)
  expect(onOpen.mock.calls).toEqual([[id], [id]])
})

it('shows a running job alone, too', async () => {
  const app = createTestApp()
  const { id } = await app.videos.create({ prompt: 'A fox in the snow', model: 'mini', size: '320x192' })
  app.show(<VideoCard id={id} />)
  expect(await screen.findByRole('progressbar')).toBeVisible()
  expect(screen.getByText('In the queue')).toBeVisible()
})
