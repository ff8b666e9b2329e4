import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { fixtureChange, fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer } from '../../../../.storybook/story-server'
import { VideoLibrary } from '.'

const [lighthouse, tram, fox] = fixturePrompts

/** The dialog of a video: the videos beside it, its keys, and its lineage. */
const meta = {
  title: 'Components/VideoLibrary/Dialog',
  component: VideoLibrary,
  args: { linkToVideos: false },
  loaders: [
    storyServer(async ({ create, finishJobs, advance, ids, videos }) => {
      const { id } = await create({ prompt: lighthouse, seconds: '4' })
      await create({ prompt: tram, seconds: '1' })
      await create({ prompt: fox, size: '192x320', seconds: '2' })
      await finishJobs()
      await advance(1)
      ids.push((await videos.remix(id, { prompt: fixtureChange })).id)
      await finishJobs()
    }),
  ],
} satisfies Meta<typeof VideoLibrary>

export default meta
type Story = StoryObj<typeof meta>

const open = async (canvas: ReturnType<typeof within>, prompt: string) => {
  await userEvent.click(await canvas.findByRole('button', { name: `Open video: ${prompt}` }))
  return within(await screen.findByRole('dialog', { name: prompt }))
}

/** J and K open the previous and next video. The strip keeps the open one in the middle. */
export const Neighbors: Story = {
  play: async ({ canvas }) => {
    const dialog = await open(canvas, fixtureChange)
    const strip = within(await dialog.findByRole('navigation', { name: 'Videos beside this one' }))
    await expect(strip.getAllByRole('listitem')).toHaveLength(4)
    await userEvent.keyboard('k')
    await waitFor(() => expect(strip.getByRole('button', { current: true })).not.toHaveAccessibleName(fixtureChange))
    await userEvent.keyboard('j')
    await waitFor(() => expect(strip.getByRole('button', { current: true })).toHaveAccessibleName(fixtureChange))
  },
}

/** A remix: its lineage, and the comparison with its source. */
export const OfRemix: Story = {
  play: async ({ canvas }) => {
    const dialog = await open(canvas, fixtureChange)
    const lineage = within(await dialog.findByRole('navigation', { name: 'Remix history' }))
    await expect(await lineage.findByRole('button', { name: lighthouse })).toBeVisible()
    await expect(await dialog.findByRole('button', { name: 'Compare' })).toBeVisible()
  },
}

/** A question mark shows the keys. */
export const Keys: Story = {
  play: async ({ canvas }) => {
    const dialog = await open(canvas, tram)
    await dialog.findByRole('button', { name: 'Play' })
    await userEvent.keyboard('?')
    await expect(await dialog.findByRole('region', { name: 'Keyboard shortcuts' })).toHaveFocus()
  },
}
