import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer } from '../../../../.storybook/story-server'
import { VideoPrompt } from './video-prompt'

/** What becomes of a text: a better one is suggested, and what replaced it can be undone. */
const meta = {
  title: 'Components/VideoPrompt/Drafts',
  component: VideoPrompt,
  loaders: [storyServer()],
  args: {
    defaultPrompt: 'A lighthouse',
    onEnhance: async () => fixturePrompts[0],
  },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 480 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof VideoPrompt>

export default meta
type Story = StoryObj<typeof meta>

/** A suggestion of the app, to use or to leave. */
export const Suggested: Story = {
  play: async ({ canvas }) => {
    await canvas.findByRole('combobox', { name: 'Model' })
    await userEvent.click(canvas.getByRole('button', { name: 'Improve' }))
    await expect(await canvas.findByText(fixturePrompts[0])).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Keep mine' })).toHaveFocus()
  },
}

/** The suggestion is used. Undo, or Ctrl+Z in the field, brings the draft back. */
export const Replaced: Story = {
  play: async (context) => {
    await Suggested.play?.(context)
    const { canvas } = context
    await userEvent.click(canvas.getByRole('button', { name: 'Use it' }))
    await expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveFocus()
    await expect(canvas.getByText('Your draft was replaced.')).toBeVisible()
  },
}
