import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent, within } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer } from '../../../../.storybook/story-server'
import { VideoLibrary } from '.'

const [lighthouse] = fixturePrompts

const meta = { title: 'Components/VideoLibrary/Sharing', component: VideoLibrary } satisfies Meta<typeof VideoLibrary>

export default meta
type Story = StoryObj<typeof meta>

/** A link to copy, where the server has sharing, and the links that still work. */
export const Sharing: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, videos }) => {
      const { id } = await create({ prompt: lighthouse, seconds: '4' })
      await finishJobs()
      await videos.share(id)
    }),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Open video: ${lighthouse}` }))
    const dialog = within(await screen.findByRole('dialog', { name: lighthouse }))
    await userEvent.click(dialog.getByRole('button', { name: 'Share' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Create a link' }))
    await expect(await dialog.findByRole('textbox', { name: 'Link' })).toHaveFocus()
    await expect(dialog.getAllByRole('button', { name: /^End link/ })).toHaveLength(2)
  },
}
