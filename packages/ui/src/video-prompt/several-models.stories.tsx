import type { Meta, StoryObj } from '@storybook/react-vite'
import { sandboxModels } from '@dailies/sandbox/models'
import { expect, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer } from '../../../../.storybook/story-server'
import { VideoPrompt } from './video-prompt'

/** The models of a VideoPrompt as cards, of which one or several are selected. */
const meta = {
  title: 'Components/VideoPrompt/Models',
  component: VideoPrompt,
  loaders: [storyServer()],
  args: { defaultPrompt: fixturePrompts[0] },
  decorators: [
    (Story) => (
      // Room for the cards below the button.
      <div style={{ maxInlineSize: 480, minBlockSize: 760 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof VideoPrompt>

export default meta
type Story = StoryObj<typeof meta>

const openCards: Story['play'] = async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('combobox', { name: 'Model' }))
  await expect(await canvas.findByRole('listbox', { name: 'Model' })).toHaveFocus()
}

/** The cards, with a still of each model, what the selected length costs and what it takes. */
export const Cards: Story = {
  play: async (context) => {
    await openCards(context)
    await waitFor(async () => {
      const stills = [...context.canvasElement.querySelectorAll<HTMLImageElement>('.dl-model img')]
      await expect(stills).toHaveLength(sandboxModels.length)
      await expect(stills.every(({ naturalWidth }) => naturalWidth > 0)).toBe(true)
    })
  },
}

/** Two models: what each makes of the prompt, and the price of both on the button. */
export const Several: Story = {
  play: async (context) => {
    await openCards(context)
    const { canvas } = context
    await userEvent.click(canvas.getByRole('switch', { name: /^Several models/ }))
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}{End} {Escape}')
    await expect(canvas.getAllByRole('listitem')).toHaveLength(2)
    await expect(canvas.getByRole('button', { name: /^Generate ×2/ })).toBeVisible()
  },
}
