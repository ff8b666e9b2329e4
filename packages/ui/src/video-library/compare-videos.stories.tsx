import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer } from '../../../../.storybook/story-server'
import { VideoLibrary } from '.'

const meta = { title: 'Components/VideoLibrary/Compare', component: VideoLibrary } satisfies Meta<typeof VideoLibrary>

export default meta
type Story = StoryObj<typeof meta>

/** Two selected videos in step. "Keep this one" marks a favorite and closes the comparison. */
export const CompareSelected: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      for (const prompt of fixturePrompts.slice(0, 2)) await create({ prompt, seconds: '4' })
      await finishJobs()
    }),
  ],
  play: async ({ canvas }) => {
    for (const box of await canvas.findAllByRole('checkbox')) await userEvent.click(box)
    await userEvent.click(canvas.getByRole('button', { name: 'Compare' }))
    const dialog = await screen.findByRole('dialog', { name: 'Compare videos' })
    await waitFor(() => expect(within(dialog).getByRole('slider')).toBeVisible(), { timeout: 10_000 })
    await expect(within(dialog).getByRole('button', { name: 'Keep this one: B' })).toBeVisible()
  },
}
