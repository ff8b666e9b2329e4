import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { storyServer } from '../../../../.storybook/story-server'
import { cameraMoves, looks } from '../prompt-phrases'
import { VideoPrompt } from './video-prompt'

/** Camera moves and looks as tiles that move, from `@dailies/ui/prompt-phrases`. */
const meta = {
  title: 'Components/VideoPrompt/Phrases',
  component: VideoPrompt,
  loaders: [storyServer()],
  args: { defaultPrompt: 'A lighthouse on a cliff', phrases: [cameraMoves, looks] },
  decorators: [
    (Story) => (
      // Room for the tiles below the button.
      <div style={{ maxInlineSize: 480, minBlockSize: 720 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof VideoPrompt>

export default meta
type Story = StoryObj<typeof meta>

/** Each tile adds its phrase to the prompt, or removes it. One stop of Tab, and arrow keys. */
export const CameraMoves: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Camera' }))
    await expect(await canvas.findByRole('button', { name: 'Static' })).toHaveFocus()
    await userEvent.keyboard('{ArrowRight} ')
    await expect(canvas.getByRole('button', { name: 'Dolly in' })).toHaveAttribute('aria-pressed', 'true')
    await expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A lighthouse on a cliff, slow dolly in')
  },
}

/** Looks, of which two are combined. */
export const Looks: Story = {
  args: { defaultPrompt: 'A lighthouse on a cliff, slow dolly in' },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Look' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Golden hour' }))
    await userEvent.click(canvas.getByRole('button', { name: '35 mm' }))
    await expect(canvas.getByRole('button', { name: 'Look: Golden hour, 35 mm' })).toBeVisible()
  },
}

/** In Arabic, and the phrases are English. */
export const RightToLeft: Story = {
  globals: { locale: 'ar' },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'الكاميرا' }))
    await expect(await canvas.findByRole('button', { name: 'ثابتة' })).toHaveFocus()
    await userEvent.keyboard('{ArrowLeft} ')
    await expect(canvas.getByRole('textbox')).toHaveValue('A lighthouse on a cliff, slow dolly in')
  },
}

/** The tiles move until they are stopped. The system asks for less motion here, so they are started first. */
export const Motion: Story = {
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Look' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Play the tiles' }))
    const pictures = () => [...canvasElement.querySelectorAll('canvas')].map((tile) => tile.toDataURL())
    const changed = (before: string[]) => pictures().filter((picture, index) => picture !== before[index]).length
    const first = pictures()
    await waitFor(async () => expect(changed(first)).toBe(looks.phrases.length))
    await userEvent.click(canvas.getByRole('button', { name: 'Stop the tiles' }))
    await canvas.findByRole('button', { name: 'Play the tiles' })
    const stopped = pictures()
    await new Promise((resolve) => setTimeout(resolve, 200))
    await expect(changed(stopped)).toBe(0)
  },
}
