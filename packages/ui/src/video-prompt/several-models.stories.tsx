import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
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

/** The cards, with what the selected length costs and what each model takes. */
export const Cards: Story = { play: openCards }

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
