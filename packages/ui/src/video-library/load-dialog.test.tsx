// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { VideoError } from '@dailies/core'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { VideoLibrary } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()

vi.mock('./video-dialog', () => {
  throw new Error('The chunk could not be fetched.')
})

const setup = async () => {
  const app = createTestApp()
  const { id } = await app.videos.create({ prompt: 'A fox', model: 'mini', size: '320x192' })
  await app.advance(60)
  const onError = vi.fn<(error: VideoError) => void>()
  const onOpenVideoIdChange = vi.fn<(id: string | null) => void>()
  app.show(<VideoLibrary onError={onError} onOpenVideoIdChange={onOpenVideoIdChange} />)
  return { id, card: await screen.findByRole('button', { name: 'Open video: A fox' }), onError, onOpenVideoIdChange }
}

it('shows a connection error if the dialog cannot be loaded, and offers to try again', async () => {
  const { id, card, onError, onOpenVideoIdChange } = await setup()
  await userEvent.click(card)
  expect(await screen.findByText('The server cannot be reached')).toBeVisible()
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'network' }))
  expect(onOpenVideoIdChange.mock.calls).toEqual([[id], [null]])
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(onOpenVideoIdChange).toHaveBeenCalledTimes(4))
})
