import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer } from '../../../../.storybook/story-server'
import { VideoPrompt } from './video-prompt'

/** The form shows exactly what the selected model has. */
const meta = {
  title: 'Components/VideoPrompt/Models',
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
    await userEvent.click(await canvas.findByRole('radio', { name: /^1080p/ }))
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
    await expect(canvas.queryByRole('group', { name: 'Quality' })).toBeNull()
  },
}

/** The whole image is sent where the model takes any. Beside the first frame is room for a last one. */
export const FirstAndLastFrame: Story = {
  args: { defaultModel: 'kite-2' },
  loaders: [storyServer(), async () => ({ frame: await drawImage('fox.png', 900, 600) })],
  render: (args, { loaded }) => <VideoPrompt {...args} defaultFirstFrame={loaded['frame']} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'First frame fox.png. Change the crop' })).toBeVisible()
    await expect(await canvas.findByRole('button', { name: 'Add a last frame' })).toBeVisible()
    await expect(canvas.queryByRole('slider')).toBeNull()
  },
}

/** References of several kinds, as many as the model takes. */
export const References: Story = {
  args: { defaultModel: 'tide-1-pro' },
  loaders: [storyServer(), async () => ({ frame: await drawImage('the red fox in her winter coat.png', 900, 600) })],
  render: (args, { loaded }) => (
    <VideoPrompt {...args} references={[loaded['frame'], new File(['ftyp'], 'walk.mp4', { type: 'video/mp4' })]} />
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Remove walk.mp4' })).toBeVisible()
    await expect(canvas.getByText(/4 images/)).toBeVisible()
  },
}

const drawImage = async (name: string, width: number, height: number): Promise<File> => {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser has no canvas.')
  context.fillStyle = '#c8643c'
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#f4e9d8'
  context.fillRect(width / 3, height / 3, width / 3, height / 3)
  return new File([await canvas.convertToBlob()], name, { type: 'image/png' })
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
