import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer } from '../../../../.storybook/story-server'
import { VideoPrompt } from './video-prompt'

/** The form shows exactly what the selected model has. */
const meta = {
  title: 'VideoPrompt/Models',
  component: VideoPrompt,
  args: { defaultPrompt: fixturePrompts[0] },
  loaders: [storyServer()],
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

/** Two ratios in two resolutions, and sound that changes the price. */
export const RatioAndResolution: Story = {
  args: { defaultModel: 'kite-2' },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: '1080p' }))
    await expect(canvas.getByRole('combobox', { name: 'Length' })).toHaveValue('8')
    await expect(canvas.getByText(/1\.60/)).toBeVisible()
  },
}

/** Sound, seed and negative prompt, behind More. */
export const More: Story = {
  args: { defaultModel: 'kite-2' },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('More'))
    await userEvent.click(canvas.getByRole('switch', { name: 'Sound' }))
    await userEvent.type(canvas.getByRole('spinbutton', { name: 'Seed' }), '42')
    await userEvent.type(canvas.getByRole('textbox', { name: 'Negative prompt' }), 'people')
    await expect(canvas.getByText(/0\.40/)).toBeVisible()
  },
}

/** Many ratios, in one resolution. */
export const ManyRatios: Story = {
  args: { defaultModel: 'tide-1' },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: '21:9' }))
    await expect(canvas.queryByRole('group', { name: 'Resolution' })).toBeNull()
  },
}

/** In Arabic. */
export const RightToLeft: Story = {
  args: { defaultModel: 'kite-2' },
  globals: { locale: 'ar' },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('المزيد'))
    await expect(canvas.getByRole('switch')).toBeVisible()
  },
}
