import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer } from '../../../../.storybook/story-server'
import { VideoLibrary } from '.'

const [lighthouse, tram, fox] = fixturePrompts
const take = { prompt: lighthouse, seconds: '4', metadata: { 'dailies.take_group': 'lighthouse' } }

/** Takes of one prompt lie as one stack. */
const meta = {
  title: 'Components/VideoLibrary/Takes',
  component: VideoLibrary,
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      await create({ prompt: fox, size: '192x320', seconds: '2' })
      for (let count = 0; count < 3; count += 1) await create(take)
      await create({ prompt: tram, seconds: '1' })
      await finishJobs()
    }),
  ],
} satisfies Meta<typeof VideoLibrary>

export default meta
type Story = StoryObj<typeof meta>

/** The number of takes, and a button that compares them. */
export const Stacked: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('3 takes')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Compare the takes' })).toBeVisible()
  },
}

/** The takes lie beside one another, in the place of the stack. */
export const Shown: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /^Show takes: / }))
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(5))
    await expect(canvas.getByRole('button', { name: /Stack the takes$/ })).toBeVisible()
  },
}
