import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-film'
import { stage, stageOf } from '../../../../.storybook/stage'
import { VideoLibrary } from '.'

const [lighthouse, tram, fox, baker] = fixturePrompts

/** All films of a viewer, those in the making included. */
const meta = {
  title: 'VideoLibrary',
  component: VideoLibrary,
  loaders: [
    stage(async ({ create, settle }) => {
      await create({ prompt: lighthouse, seconds: '4' })
      await create({ prompt: tram, seconds: '1' })
      await create({ prompt: fox, size: '192x320', seconds: '2' })
      await settle()
    }),
  ],
} satisfies Meta<typeof VideoLibrary>

export default meta
type Story = StoryObj<typeof meta>

/** Frames first; a tall film stands letterboxed. */
export const Films: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('slider')).toHaveLength(3)
    await expect(canvas.getByText('3 takes')).toBeVisible()
  },
}

/** A running job, a declined prompt and a film, in the same box. */
export const EveryState: Story = {
  loaders: [
    stage(async ({ create, settle, advance }) => {
      await create({ prompt: lighthouse, seconds: '4' })
      await create({ prompt: 'A scene of gore in an old barn' })
      await settle()
      await create({ prompt: tram, seconds: '4' })
      await advance(6)
      await create({ prompt: baker, seconds: '4' })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
    await expect(canvas.getAllByRole('progressbar')).toHaveLength(2)
  },
}

/** Search and filter. */
export const Searched: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole('slider')
    await userEvent.type(canvas.getByRole('searchbox', { name: 'Search in prompts' }), 'fox')
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(1))
  },
}

/** The film, large, with its facts and what can be done. */
export const Opened: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Open film: ${lighthouse}` }))
    const dialog = await screen.findByRole('dialog', { name: lighthouse })
    await expect(within(dialog).getByRole('link', { name: 'Download' })).toBeVisible()
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remix' }))
    await expect(await within(dialog).findByRole('textbox', { name: 'What should change?' })).toBeVisible()
  },
}

/** Deleting says what is lost, and the focus comes back to a card. */
export const Deletes: Story = {
  play: async ({ canvas, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Open film: ${tram}` }))
    await userEvent.click(await screen.findByRole('button', { name: 'Delete' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Delete film' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(2))
    await waitFor(async () => expect((await stageOf(loaded).videos.list()).data).toHaveLength(2), { timeout: 10_000 })
  },
}

/** Nothing yet: three prompts to begin with. */
export const Empty: Story = {
  loaders: [stage()],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No takes yet.')).toBeVisible()
    await expect(canvas.getAllByRole('listitem')).toHaveLength(3)
  },
}
