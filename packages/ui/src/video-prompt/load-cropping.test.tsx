// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { VideoPrompt } from '..'
import { openStage } from '../testing/open-stage'

vi.mock('./cropping', () => {
  throw new Error('The chunk could not be fetched.')
})

it('says that the server cannot be reached where what reads pictures cannot be fetched, and blames no picture', async () => {
  openStage().show(<VideoPrompt />)
  await screen.findByRole('button', { name: 'Add a first frame' })
  const picture = new File(['picture'], 'fox.png', { type: 'image/png' })
  fireEvent.paste(screen.getByRole('textbox', { name: 'Prompt' }), {
    clipboardData: { files: [picture], types: ['Files'] },
  })
  expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot be reached')
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Generate' })).toHaveAttribute('aria-disabled', 'false'),
  )
})
