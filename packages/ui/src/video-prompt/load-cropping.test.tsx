// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { VideoPrompt } from '..'
import { createTestApp } from '../testing/test-app'

vi.mock('./cropping', () => {
  throw new Error('The chunk could not be fetched.')
})

it('shows a connection error if the cropping code cannot be loaded, not an invalid image error', async () => {
  createTestApp().show(<VideoPrompt />)
  await screen.findByRole('button', { name: 'Add a first frame' })
  const image = new File(['image'], 'fox.png', { type: 'image/png' })
  fireEvent.paste(screen.getByRole('textbox', { name: 'Prompt' }), {
    clipboardData: { files: [image], types: ['Files'] },
  })
  expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot be reached')
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Generate' })).toHaveAttribute('aria-disabled', 'false'),
  )
})
