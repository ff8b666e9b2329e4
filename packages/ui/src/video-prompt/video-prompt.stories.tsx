import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-film'
import { stage, stageOf } from '../../../../.storybook/stage'
import { VideoPrompt } from './video-prompt'

/** The form that begins a film. */
const meta = {
  title: 'VideoPrompt',
  component: VideoPrompt,
  loaders: [stage()],
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 400 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof VideoPrompt>

export default meta
type Story = StoryObj<typeof meta>

/** Nothing written yet. */
export const Empty: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('combobox', { name: 'Model' })).toBeVisible()
  },
}

/** A prompt that names all five things; the film begins, and the field is free for the next one. */
export const Generates: Story = {
  play: async ({ canvas, loaded }) => {
    const field = canvas.getByRole('textbox', { name: 'Prompt' })
    await userEvent.selectOptions(await canvas.findByRole('combobox', { name: 'Model' }), 'mini')
    await userEvent.type(field, fixturePrompts[0])
    await expect(canvas.getByRole('button', { name: 'light, named' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Generate' }))
    await waitFor(() => expect(field).toHaveValue(''))
    const { data } = await stageOf(loaded).videos.list()
    await expect(data.map(({ prompt }) => prompt)).toEqual([fixturePrompts[0]])
  },
}

/** A helper offers phrases, and a click writes one into the text. */
export const Helps: Story = {
  play: async ({ canvas }) => {
    const field = canvas.getByRole('textbox', { name: 'Prompt' })
    await userEvent.type(field, 'Close-up of an old fisherman mending a net')
    await userEvent.click(canvas.getByRole('button', { name: 'light, not named yet' }))
    await userEvent.click(canvas.getByRole('button', { name: 'lit by a single lamp' }))
    await expect(field).toHaveValue('Close-up of an old fisherman mending a net, lit by a single lamp')
  },
}

/** The service declined the prompt before anything was rendered. The words stay. */
export const Declined: Story = {
  play: async ({ canvas }) => {
    const field = canvas.getByRole('textbox', { name: 'Prompt' })
    await userEvent.type(field, 'A crate of contraband on a pier')
    await userEvent.click(canvas.getByRole('button', { name: 'Generate' }))
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
    await expect(field).toHaveValue('A crate of contraband on a pier')
  },
}

/** Sent with nothing written. */
export const RefusedWhileEmpty: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Generate' }))
    await expect(await canvas.findByText('Write what the film shows.')).toBeVisible()
    await expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveFocus()
  },
}
