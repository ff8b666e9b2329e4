import { useVideo } from '@dailies/core/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-film'
import { stage, stageOf, type Stage } from '../../../../.storybook/stage'
import { RemixPanel } from './remix-panel'

const PanelOf = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  return video ? <RemixPanel video={video} /> : null
}

const completed = async (stage: Stage) => {
  await stage.create({ prompt: fixturePrompts[0], size: '320x192' })
  await stage.settle()
}

const remixed = async (stage: Stage) => {
  await completed(stage)
  const remix = await stage.videos.remix(stage.ids[0] ?? '', { prompt: 'Make it night' })
  stage.ids.push(remix.id)
  await stage.settle()
}

/** The panel that makes a changed copy of a finished film. */
const meta = {
  title: 'RemixPanel',
  component: PanelOf,
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

/** A film that still renders cannot be changed yet. */
export const NotDone: Story = {
  loaders: [
    stage(async ({ create }) => {
      await create({ prompt: fixturePrompts[1] })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This film is not done yet. It can be changed once it is.')).toBeVisible()
  },
}
