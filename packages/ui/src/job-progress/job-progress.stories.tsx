import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-film'
import { stage, stageOf } from '../../../../.storybook/stage'
import { JobProgress } from '.'

/** One job from the queue to the film, in a frame of the film's own shape. Every state has the same box. */
const meta = {
  title: 'JobProgress',
  component: JobProgress,
  loaders: [
    stage(async ({ create }) => {
      await create({ prompt: fixturePrompts[0], seconds: '4' })
    }),
  ],
  args: { id: '', onEditPrompt: fn(), onRetried: fn(), onRemoved: fn() },
  render: (args, { loaded }) => (
    <div style={{ maxInlineSize: 420 }}>
      <JobProgress {...args} id={stageOf(loaded).ids[0] ?? ''} />
    </div>
  ),
} satisfies Meta<typeof JobProgress>

export default meta
type Story = StoryObj<typeof meta>

/** Waiting its turn: a still field in a colour drawn from the id. */
export const Queued: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('progressbar', { name: 'Progress of the film' })).toBeVisible()
  },
}

/** The field is uncovered as the job goes on. */
export const Rendering: Story = {
  loaders: [
    stage(async ({ create, advance }) => {
      await create({ prompt: fixturePrompts[1], seconds: '4' })
      await advance(6)
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^Rendering, \d+\s?%/)).toBeVisible()
  },
}

/** Done: the still fades in, in the same box. */
export const Completes: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    await canvas.findByRole('progressbar')
    const before = canvasElement.querySelector('.dl-film')?.getBoundingClientRect()
    await stageOf(loaded).settle()
    await expect(await canvas.findByText('Ready', {}, { timeout: 10_000 })).toBeVisible()
    const after = canvasElement.querySelector('.dl-film')?.getBoundingClientRect()
    await expect(after?.height).toBe(before?.height)
  },
}

/** A tall film. */
export const Tall: Story = {
  loaders: [
    stage(async ({ create, settle }) => {
      await create({ prompt: fixturePrompts[2], size: '192x320', seconds: '2' })
      await settle()
    }),
  ],
}

/** Declined by moderation: what happened, what it means, and the prompt handed back. */
export const Declined: Story = {
  loaders: [
    stage(async ({ create, settle }) => {
      await create({ prompt: 'A scene of gore in an old barn' })
      await settle()
    }),
  ],
  play: async ({ args, canvas }) => {
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Edit prompt' }))
    await waitFor(() => expect(args.onEditPrompt).toHaveBeenCalled())
  },
}

/** Stopping says first what it means for the money. */
export const Stopping: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Stop' }))
    await expect(canvas.getByRole('alertdialog', { name: 'Stop this film and remove it?' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Let it run' })).toHaveFocus()
  },
}
