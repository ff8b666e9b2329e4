import { useVideo } from '@dailies/core/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fireEvent, userEvent, waitFor, within } from 'storybook/test'
import { fixtureChange, fixturePrompts } from '../../../../.storybook/fixture-video'
import { stage, stageOf, type Stage } from '../../../../.storybook/stage'
import { RemixPanel } from './remix-panel'

const PanelOf = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  return video ? <RemixPanel video={video} /> : null
}

const completed = async (stage: Stage) => {
  await stage.create({ prompt: fixturePrompts[0], model: 'lamp-1', size: '1280x720', seconds: '4' })
  await stage.flush()
}

const remixed = async (stage: Stage) => {
  await completed(stage)
  const remix = await stage.videos.remix(stage.ids[0] ?? '', { prompt: fixtureChange })
  stage.ids.push(remix.id)
  await stage.flush()
}

/** The panel that makes a changed copy of a finished film. */
const meta = {
  title: 'RemixPanel',
  component: PanelOf,
  subcomponents: { RemixPanel },
  parameters: {
    docs: {
      source: {
        code: `import { RemixPanel } from '@dailies/ui'

<RemixPanel video={video} onCreated={({ id }) => open(id)} />

// or only the question
<RemixPanelRoot video={video}>
  <RemixPanelForm>
    <RemixPanelField />
    <RemixPanelErrorMessage />
    <RemixPanelSubmit />
  </RemixPanelForm>
</RemixPanelRoot>`,
      },
    },
  },
  args: { id: '' },
  loaders: [stage(completed)],
  render: (_args, { loaded }) => <PanelOf id={stageOf(loaded).ids.at(-1) ?? ''} />,
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 640 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof PanelOf>

export default meta
type Story = StoryObj<typeof meta>

/** A finished film that nothing was made of yet. */
export const Original: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('textbox', { name: 'What should change?' })).toBeVisible()
  },
}

/** A remix beside the film it was made from, and the line of descent. */
export const BeforeAndAfter: Story = {
  loaders: [stage(remixed)],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('figure', { name: 'Before and after' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Side by side' }))
    await expect(canvas.getByRole('button', { name: 'Over each other' })).toBeVisible()
  },
}

/** A suggestion, one click, and the remix is on its way. */
export const Remixes: Story = {
  play: async ({ canvas, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Make it snow' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Make it' }))
    await expect(await canvas.findByRole('figure', { name: 'Before and after' })).toBeVisible()
    await stageOf(loaded).advance(20)
  },
}

/** Without a mouse: a change, Enter, and the wipe by its arrows. */
export const ByKeyboard: Story = {
  loaders: [stage(remixed)],
  play: async ({ canvas }) => {
    const handle = await canvas.findByRole('slider', { name: 'How much of the video before is shown' })
    handle.focus()
    await expect(handle).toHaveFocus()
    const field = canvas.getByRole('textbox', { name: 'What should change?' })
    field.focus()
    await userEvent.keyboard('Warmer light{Enter}')
    await waitFor(() => expect(field).toHaveValue(''))
  },
}

/** A film that still renders cannot be changed yet. */
export const NotDone: Story = {
  loaders: [
    stage(async ({ create }) => {
      await create({ prompt: fixturePrompts[1] })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video is not done yet. It can be changed once it is.')).toBeVisible()
  },
}

/** The wipe moves by one custom property; the films beneath are not rendered anew. */
export const Wipes: Story = {
  loaders: [stage(remixed)],
  play: async ({ canvas }) => {
    const handle = await canvas.findByRole('slider', { name: 'How much of the video before is shown' })
    await fireEvent.input(handle, { target: { value: '25' } })
    await expect(handle.parentElement?.style.getPropertyValue('--dl-wipe')).toBe('25%')
  },
}

/** The other verbs, where the service has them. */
export const Extends: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: 'Extend' }))
    await expect(canvas.getByRole('textbox', { name: 'What happens next?' })).toBeVisible()
    await expect(canvas.getByRole('combobox', { name: 'Longer by' })).toBeVisible()
  },
}

/** One thing becomes another, the rest stays. */
export const Edits: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: 'Edit' }))
    await expect(canvas.getByRole('textbox', { name: 'What should be different in this video?' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Remove the people' })).toBeVisible()
  },
}

/** A far end that only remixes: no choice is shown where there is none. */
export const RemixOnly: Story = {
  loaders: [stage(completed, { dialect: 'litellm' })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('textbox', { name: 'What should change?' })).toBeVisible()
    await expect(canvas.queryByRole('radio')).toBeNull()
  },
}

/** A far end that changes nothing says so. */
export const NotOffered: Story = {
  loaders: [stage(completed, { dialect: 'aisix' })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video service cannot change a video.')).toBeVisible()
  },
}

/** The far end is down: nothing was begun, and the words stay. */
export const ServerDown: Story = {
  play: async ({ canvas, loaded }) => {
    const field = await canvas.findByRole('textbox', { name: 'What should change?' })
    await stageOf(loaded).setFaults({ kind: 'error', status: 503 })
    await userEvent.type(field, 'Warmer light')
    await userEvent.click(canvas.getByRole('button', { name: 'Make it' }))
    await expect(await canvas.findByText('The video service is not answering')).toBeVisible()
    await expect(field).toHaveValue('Warmer light')
  },
}

/** Before and after next to each other. */
export const SideBySide: Story = {
  loaders: [stage(remixed)],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Side by side' }))
    await expect(canvas.queryByRole('slider')).toBeNull()
  },
}

/** A remix of a remix of a film. */
export const ThreeGenerations: Story = {
  loaders: [
    stage(async (stage) => {
      await remixed(stage)
      const again = await stage.videos.remix(stage.ids.at(-1) ?? '', { prompt: 'Make it snow' })
      stage.ids.push(again.id)
      await stage.flush()
    }),
  ],
  play: async ({ canvas }) => {
    const line = await canvas.findByRole('navigation', { name: 'Line of descent' })
    await waitFor(() => expect(within(line).getAllByRole('button')).toHaveLength(3))
  },
}

/** The line of descent leads back to where it all began. */
export const WalksTheLine: Story = {
  loaders: [stage(remixed)],
  play: async ({ canvas }) => {
    const line = await canvas.findByRole('navigation', { name: 'Line of descent' })
    const [first] = await within(line).findAllByRole('button')
    if (first) await userEvent.click(first)
    await expect(first).toHaveAttribute('aria-current', 'true')
  },
}

/** The service declined the change. The words stay. */
export const Declined: Story = {
  play: async ({ canvas }) => {
    const field = await canvas.findByRole('textbox', { name: 'What should change?' })
    await userEvent.type(field, 'Add contraband')
    await userEvent.click(canvas.getByRole('button', { name: 'Make it' }))
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
    await expect(field).toHaveValue('Add contraband')
  },
}

/** In Hebrew, from right to left: the wipe runs the other way. */
export const RightToLeft: Story = {
  loaders: [stage(remixed)],
  globals: { locale: 'he' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('figure', { name: 'לפני ואחרי' })).toBeVisible()
  },
}

/** In the dark. */
export const Dark: Story = { ...BeforeAndAfter, globals: { theme: 'dark' } }

/** With a few properties set, it belongs to somebody else. */
export const SomebodyElsesBrand: Story = { ...BeforeAndAfter, globals: { theme: 'brand' } }
