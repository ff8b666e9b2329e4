import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { expect, fireEvent, userEvent, waitFor, within } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer, storyServerOf } from '../../../../.storybook/story-server'
import { VideoPromptEstimate } from './video-prompt-estimate'
import { VideoPromptField } from './video-prompt-field'
import { VideoPromptModel, VideoPromptSeconds, VideoPromptSize } from './video-prompt-options'
import { VideoPromptErrorMessage } from './video-prompt-error-message'
import { VideoPromptRoot } from './video-prompt-root'
import { VideoPromptSubmit } from './video-prompt-submit'

/** A shadow root, which the stylesheets of the page do not reach: it shows the browser's default styles. */
const Unstyled = ({ children }: { children: ReactNode }) => {
  const [shadow, setShadow] = useState<ShadowRoot | null>(null)
  return (
    <div
      data-testid="unstyled"
      ref={(host) => {
        if (host) setShadow(host.shadowRoot ?? host.attachShadow({ mode: 'open' }))
      }}
    >
      {shadow && createPortal(children, shadow)}
    </div>
  )
}

/**
 * The parts without a stylesheet: behaviour, accessible names and states are complete, with `data-…` attributes for
 * custom styles.
 */
const meta = {
  title: 'Components/VideoPrompt/Headless',
  component: VideoPromptRoot,
  loaders: [storyServer()],
  render: () => (
    <Unstyled>
      <VideoPromptRoot name="headless">
        <div>
          <VideoPromptField rows={3} cols={28} />
        </div>
        <VideoPromptErrorMessage field="prompt" />
        <div>
          <VideoPromptModel /> <VideoPromptSeconds />
        </div>
        <VideoPromptSize />
        <VideoPromptEstimate />
        <VideoPromptSubmit />
      </VideoPromptRoot>
    </Unstyled>
  ),
} satisfies Meta<typeof VideoPromptRoot>

export default meta
type Story = StoryObj<typeof meta>

/** All parts work without styles. */
export const Parts: Story = {
  play: async ({ canvas, loaded }) => {
    const host = canvas.getByTestId('unstyled')
    await waitFor(() => expect(host.shadowRoot?.querySelector('form')).toBeTruthy())
    const form = host.shadowRoot?.querySelector('form') ?? host
    const field = within(form).getByRole('textbox', { name: 'Prompt' })
    await userEvent.click(within(form).getByRole('button', { name: 'Generate' }))
    await expect(form).toHaveAttribute('data-error', 'prompt')
    // Simulated keys go to the active element of the document, which is the shadow host and not the field.
    await fireEvent.change(field, { target: { value: fixturePrompts[3] } })
    await userEvent.click(within(form).getByRole('button', { name: 'Generate' }))
    await waitFor(() => expect(field).toHaveValue(''))
    await expect((await storyServerOf(loaded).videos.list()).data).toHaveLength(1)
  },
}
