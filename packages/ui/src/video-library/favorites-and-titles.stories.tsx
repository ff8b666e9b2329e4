import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer } from '../../../../.storybook/story-server'
import { VideoLibrary } from '.'

const [lighthouse, tram] = fixturePrompts

const meta = {
  title: 'Components/VideoLibrary/Favorites and titles',
  component: VideoLibrary,
} satisfies Meta<typeof VideoLibrary>

export default meta
type Story = StoryObj<typeof meta>

/** Favorites, and a title beside the prompt, where the server has metadata. */
export const FavoritesAndTitles: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, videos }) => {
      const { id } = await create({ prompt: lighthouse, seconds: '4' })
      await create({ prompt: tram, seconds: '1' })
      await finishJobs()
      await videos.update(id, { metadata: { 'dailies.title': 'Opening shot', 'dailies.favorite': 'true' } })
    }),
  ],
  play: async ({ canvas }) => {
    const star = await canvas.findByRole('button', { name: 'Favorite: Opening shot' })
    await expect(star).toHaveAttribute('aria-pressed', 'true')
    await userEvent.click(canvas.getByRole('radio', { name: 'Favorites' }))
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(1))
    await userEvent.click(canvas.getByRole('button', { name: 'Open video: Opening shot' }))
    const dialog = await screen.findByRole('dialog', { name: 'Opening shot' })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Edit the title' }))
    await expect(within(dialog).getByRole('textbox', { name: 'Title' })).toHaveValue('Opening shot')
  },
}
