import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { storyServer } from '../../../../.storybook/story-server'
import boatVideo from '../../../sandbox/samples/320x192-1s.mp4?url'
import boatPoster from '../../../sandbox/samples/320x192-1s.webp?url'
import mountainsVideo from '../../../sandbox/samples/320x192-2s.mp4?url'
import mountainsPoster from '../../../sandbox/samples/320x192-2s.webp?url'
import lighthouseVideo from '../../../sandbox/samples/320x192-4s.mp4?url'
import lighthousePoster from '../../../sandbox/samples/320x192-4s.webp?url'
import { VideoPrompt } from '../video-prompt'
import { VideoLibrary } from '.'

/** What an empty library offers. */
const meta = {
  title: 'Components/VideoLibrary/Examples',
  tags: ['!autodocs'],
  component: VideoLibrary,
  loaders: [storyServer()],
  args: {
    examples: [
      { video: lighthouseVideo, poster: lighthousePoster, size: '320x192' },
      { video: boatVideo, poster: boatPoster, size: '320x192' },
      { prompt: 'Mountains at noon', video: mountainsVideo, poster: mountainsPoster, size: '320x192' },
    ],
  },
} satisfies Meta<typeof VideoLibrary>

export default meta
type Story = StoryObj<typeof meta>

/** While the system asks for reduced motion or less data, nothing plays, and no video is loaded. */
export const Still: Story = {
  args: { defaultPreviews: false },
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('img[data-loaded]')).toHaveLength(3), { timeout: 10_000 })
    await expect(canvas.getByRole('button', { name: 'Play the examples' })).toHaveAttribute('aria-pressed', 'false')
  },
}

/** They play muted, and one button stops all. A press writes the prompt of the page; the price is that of its button. */
export const Playing: Story = {
  args: { defaultPreviews: true },
  render: (args) => (
    <div style={{ display: 'grid', gap: 24 }}>
      <VideoPrompt />
      <VideoLibrary {...args} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    const playing = () => [...canvasElement.querySelectorAll('video')].filter(({ paused }) => !paused)
    await waitFor(() => expect(playing()).toHaveLength(3), { timeout: 10_000 })
    const priced = { name: /Mountains at noon.*Use.*\$\d/ }
    await expect(await canvas.findByRole('button', priced, { timeout: 10_000 })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Play the examples' }))
    await expect(playing()).toHaveLength(0)
    await userEvent.click(canvas.getByRole('button', { name: /Mountains at noon/ }))
    await expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Mountains at noon')
  },
}
