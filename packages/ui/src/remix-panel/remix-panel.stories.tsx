import { useVideo, useVideoLibrary } from '@dailies/core/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fireEvent, userEvent, waitFor, within } from 'storybook/test'
import { fixtureChange, fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer, storyServerOf, type StoryServer } from '../../../../.storybook/story-server'
import { RemixPanel } from './remix-panel'
import { RemixPanelLineage } from './remix-panel-lineage'
import { RemixPanelRoot } from './remix-panel-root'
import { RemixPage } from './remix-panel.example'

const LoadedPanel = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  return video ? <RemixPanel video={video} /> : null
}

/** The list loads the videos among which the remixes are found. */
const LineageWithList = ({ id }: { id: string }) => {
  useVideoLibrary()
  const { video } = useVideo(id)
  return video ? (
    <RemixPanelRoot video={video}>
      <RemixPanelLineage />
    </RemixPanelRoot>
  ) : null
}

const completed = async (server: StoryServer) => {
  await server.create({ prompt: fixturePrompts[0], model: 'lamp-1', size: '1280x720', seconds: '4' })
  await server.finishJobs()
}

const remixed = async (server: StoryServer) => {
  await completed(server)
  const remix = await server.videos.remix(server.ids[0] ?? '', { prompt: fixtureChange })
  server.ids.push(remix.id)
  await server.finishJobs()
}

/** The panel that creates a new video from a completed one. */
const meta = {
  title: 'Components/RemixPanel',
  component: LoadedPanel,
  subcomponents: { RemixPanel },
  args: { id: '' },
  loaders: [storyServer(completed)],
  render: (_args, { loaded }) => <LoadedPanel id={storyServerOf(loaded).ids.at(-1) ?? ''} />,
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 640 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof LoadedPanel>

export default meta
type Story = StoryObj<typeof meta>

/** The snippet of the documentation page. */
export const Example: Story = {
  render: (_args, { loaded }) => <RemixPage id={storyServerOf(loaded).ids[0] ?? ''} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('textbox')).toBeVisible()
  },
}

/** A completed video without remixes. */
export const Original: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('textbox', { name: 'What should change?' })).toBeVisible()
  },
}

/** A remix next to its source video, and the lineage. */
export const BeforeAndAfter: Story = {
  loaders: [storyServer(remixed)],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('figure', { name: 'Before and after' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Side by side' }))
    await expect(canvas.getByRole('button', { name: 'Overlay' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Play both' }))
    const videos = canvas.getAllByLabelText<HTMLVideoElement>(/^(Before|After): /)
    await waitFor(() =>
      expect(videos.map(({ paused, currentTime }) => !paused && currentTime > 0)).toEqual([true, true]),
    )
    await userEvent.click(canvas.getByRole('button', { name: 'Pause both' }))
    // The still frames are of the same time.
    await waitFor(() => expect(videos[0]?.currentTime).toBe(videos[1]?.currentTime))
  },
}

/** A suggestion is inserted and submitted; the remix is created. */
export const Remixes: Story = {
  play: async ({ canvas, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Make it snow' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Make it' }))
    await expect(await canvas.findByRole('figure', { name: 'Before and after' })).toBeVisible()
    await storyServerOf(loaded).advance(20)
  },
}

/** By keyboard: the wipe slider is focusable, and Enter submits a change. */
export const ByKeyboard: Story = {
  loaders: [storyServer(remixed)],
  play: async ({ canvas }) => {
    const handle = await canvas.findByRole('slider', { name: 'How much of the earlier video is shown' })
    handle.focus()
    await expect(handle).toHaveFocus()
    const field = canvas.getByRole('textbox', { name: 'What should change?' })
    field.focus()
    await userEvent.keyboard('Warmer light{Enter}')
    await waitFor(() => expect(field).toHaveValue(''))
  },
}

/** A video that is still rendering cannot be changed yet. */
export const NotCompleted: Story = {
  loaders: [
    storyServer(async ({ create }) => {
      await create({ prompt: fixturePrompts[1] })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video is not done yet. It can be changed once it is.')).toBeVisible()
  },
}

/** The wipe sets one custom property; the videos are not re-rendered. */
export const Wipe: Story = {
  loaders: [storyServer(remixed)],
  play: async ({ canvas }) => {
    const handle = await canvas.findByRole('slider', { name: 'How much of the earlier video is shown' })
    await fireEvent.input(handle, { target: { value: '25' } })
    await expect(handle.parentElement?.style.getPropertyValue('--dl-wipe')).toBe('25%')
  },
}

/** The extend operation, if the service supports it. */
export const Extends: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: 'Extend' }))
    await expect(canvas.getByRole('textbox', { name: 'What happens next?' })).toBeVisible()
    await expect(canvas.getByRole('combobox', { name: 'Longer by' })).toBeVisible()
  },
}

/** The edit operation: it changes one thing and keeps the rest. */
export const Edits: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: 'Edit' }))
    await expect(canvas.getByRole('textbox', { name: 'What should be different in this video?' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Remove the people' })).toBeVisible()
  },
}

/** An upstream that supports only remix: no radio group is shown. */
export const RemixOnly: Story = {
  loaders: [storyServer(completed, { dialect: 'new-api' })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('textbox', { name: 'What should change?' })).toBeVisible()
    await expect(canvas.queryByRole('radio')).toBeNull()
  },
}

/** An upstream that supports no operation: the panel says so. */
export const Unsupported: Story = {
  loaders: [storyServer(completed, { dialect: 'aisix' })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video service cannot change a video.')).toBeVisible()
  },
}

/** The upstream is down: no video was created, and the text stays. */
export const ServerDown: Story = {
  play: async ({ canvas, loaded }) => {
    const field = await canvas.findByRole('textbox', { name: 'What should change?' })
    await storyServerOf(loaded).setFaults({ kind: 'error', status: 503 })
    await userEvent.type(field, 'Warmer light')
    await userEvent.click(canvas.getByRole('button', { name: 'Make it' }))
    await expect(await canvas.findByText('The video service is not responding')).toBeVisible()
    await expect(field).toHaveValue('Warmer light')
  },
}

/** Before and after, side by side. */
export const SideBySide: Story = {
  loaders: [storyServer(remixed)],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Side by side' }))
    await expect(canvas.queryByRole('slider')).toBeNull()
  },
}

/** A remix of a remix. */
export const ThreeGenerations: Story = {
  loaders: [
    storyServer(async (server) => {
      await remixed(server)
      const again = await server.videos.remix(server.ids.at(-1) ?? '', { prompt: 'Make it snow' })
      server.ids.push(again.id)
      await server.finishJobs()
    }),
  ],
  play: async ({ canvas }) => {
    const lineage = await canvas.findByRole('navigation', { name: 'Remix history' })
    await waitFor(() => expect(within(lineage).getAllByRole('button')).toHaveLength(3))
  },
}

/** A video with many remixes: the first few, and a button for the others. One of them has a remix of its own. */
export const LineageOfMany: Story = {
  loaders: [
    storyServer(async (server) => {
      await completed(server)
      const [source = ''] = server.ids
      const changes = ['Make it night', 'Make it snow', 'Warmer light', 'A slower camera', 'No people', 'Softer light']
      for (const prompt of changes) {
        server.ids.push((await server.videos.remix(source, { prompt })).id)
        await server.advance(1)
      }
      await server.finishJobs()
      const again = await server.videos.remix(server.ids[2] ?? '', { prompt: 'The lamp goes out' })
      server.ids.push(again.id)
      await server.finishJobs()
      server.ids.push(server.ids[2] ?? '')
    }),
  ],
  render: (_args, { loaded }) => <LineageWithList id={storyServerOf(loaded).ids.at(-1) ?? ''} />,
  play: async ({ canvas }) => {
    const lineage = await canvas.findByRole('navigation', { name: 'Remix history' })
    await expect(await within(lineage).findByRole('button', { name: '1 more' })).toBeVisible()
    await expect(await within(lineage).findByRole('button', { name: 'The lamp goes out' })).toBeVisible()
    await expect(within(lineage).getByRole('button', { current: true })).toHaveTextContent('Make it snow')
  },
}

/** A click in the lineage selects the original video. */
export const NavigatesLineage: Story = {
  loaders: [storyServer(remixed)],
  play: async ({ canvas }) => {
    const lineage = await canvas.findByRole('navigation', { name: 'Remix history' })
    await waitFor(() => expect(within(lineage).getAllByRole('button')).toHaveLength(2))
    const [first] = within(lineage).getAllByRole('button')
    await expect(first).not.toHaveAttribute('aria-current')
    if (first) await userEvent.click(first)
    await expect(first).toHaveAttribute('aria-current', 'true')
  },
}

/** The service declined the change. The text stays. */
export const Declined: Story = {
  play: async ({ canvas }) => {
    const field = await canvas.findByRole('textbox', { name: 'What should change?' })
    await userEvent.type(field, 'Add contraband')
    await userEvent.click(canvas.getByRole('button', { name: 'Make it' }))
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
    await expect(field).toHaveValue('Add contraband')
  },
}

/** In Hebrew, from right to left: the direction of the wipe is mirrored. */
export const RightToLeft: Story = {
  loaders: [storyServer(remixed)],
  globals: { locale: 'he' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('figure', { name: 'לפני ואחרי' })).toBeVisible()
  },
}

/** The dark theme. */
export const Dark: Story = { ...BeforeAndAfter, globals: { theme: 'dark' } }

/** A custom brand, set by a few custom properties. */
export const CustomBrand: Story = { ...BeforeAndAfter, globals: { theme: 'brand' } }
