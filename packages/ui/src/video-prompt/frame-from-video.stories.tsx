import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer } from '../../../../.storybook/story-server'
import { VideoPrompt } from './video-prompt'

/** Frames of the viewer's own videos, for the next one. */
const meta = {
  title: 'Components/VideoPrompt/Frames from videos',
  component: VideoPrompt,
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      for (const prompt of fixturePrompts) await create({ prompt, size: '320x192', seconds: '4' })
      await finishJobs()
    }),
  ],
  args: { defaultModel: 'kite-2', defaultPrompt: 'The boat drifts out to sea' },
  decorators: [
    (Story) => (
      // Room for the videos below the button.
      <div style={{ maxInlineSize: 480, minBlockSize: 560 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof VideoPrompt>

export default meta
type Story = StoryObj<typeof meta>

/** The finished videos, and which frame of one is used. */
export const Picker: Story = {
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'First frame from a video' }))
    await waitFor(async () => {
      const pictures = [...canvasElement.querySelectorAll<HTMLImageElement>('.dl-tile img')]
      await expect(pictures).toHaveLength(fixturePrompts.length)
      await expect(pictures.every(({ naturalWidth }) => naturalWidth > 0)).toBe(true)
    })
    await expect(canvas.getByRole('radio', { name: 'Its last frame' })).toBeChecked()
  },
}

/** The last frame of a video is the first one of the next. */
export const LastFrame: Story = {
  play: async (context) => {
    await Picker.play?.(context)
    const { canvas } = context
    await userEvent.keyboard('{ArrowRight}{Enter}')
    await expect(canvas.getByRole('button', { name: 'First frame from a video' })).toHaveFocus()
    await canvas.findByRole('button', { name: /^First frame .*\.png/ }, { timeout: 10_000 })
    await expect(canvas.getByRole('button', { name: 'Last frame from a video' })).toBeVisible()
  },
}
