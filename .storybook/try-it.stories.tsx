import { VideoLibrary, VideoPrompt } from '@dailies/ui'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { fixturePrompts } from './fixture-video'
import { storyServer } from './story-server'

const PromptAndLibrary = () => (
  <main style={{ display: 'grid', gap: 24 }}>
    <VideoPrompt />
    <VideoLibrary />
  </main>
)

/** What an app shows first: the prompt, and below it the videos that it makes. */
const meta = {
  title: 'Start/Try it',
  component: PromptAndLibrary,
  loaders: [
    storyServer(
      async ({ create }) => {
        await create({ prompt: fixturePrompts[0], seconds: '4' })
      },
      { clock: 'system', jobDurationMs: 8_000 },
    ),
  ],
} satisfies Meta<typeof PromptAndLibrary>

export default meta
type Story = StoryObj<typeof meta>

/** Write a prompt and generate: the video is ready in about eight seconds. */
export const TryIt: Story = {
  name: 'Try it',
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Generate' })).toBeVisible()
    await expect(await canvas.findByText('1 video')).toBeVisible()
  },
}
