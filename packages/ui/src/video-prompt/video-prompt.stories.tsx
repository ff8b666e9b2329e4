import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { restoreNetwork, setOnline } from '../../../../.storybook/network'
import { stage, stageOf } from '../../../../.storybook/stage'
import { VideoPrompt } from './video-prompt'
import { VideoPromptField } from './video-prompt-field'
import { VideoPromptErrorMessage } from './video-prompt-error-message'
import { VideoPromptRoot } from './video-prompt-root'
import { VideoPromptSubmit } from './video-prompt-submit'

/** The form that begins a film. */
const meta = {
  title: 'VideoPrompt',
  component: VideoPrompt,
  parameters: {
    docs: {
      source: {
        code: `import { VideoPrompt } from '@dailies/ui'

<VideoPrompt onCreated={(video) => navigate(\`/films/\${video.id}\`)} />

// or the same parts in another order
<VideoPromptRoot>
  <VideoPromptField rows={1} />
  <VideoPromptErrorMessage field="prompt" />
  <VideoPromptSubmit asChild>
    <MyButton>Video it</MyButton>
  </VideoPromptSubmit>
</VideoPromptRoot>`,
      },
    },
  },
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

/** From the first key to the film without a mouse. */
export const ByKeyboard: Story = {
  play: async ({ canvas, loaded }) => {
    await canvas.findByRole('combobox', { name: 'Model' })
    const field = canvas.getByRole('textbox', { name: 'Prompt' })
    canvas.getByRole('button', { name: 'Add a first frame' }).focus()
    await userEvent.tab()
    await expect(field).toHaveFocus()
    await userEvent.keyboard('A fox crossing fresh snow')
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: /^shot/ })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await userEvent.tab({ shift: true })
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(field).toHaveValue(''))
    await expect((await stageOf(loaded).videos.list()).data).toHaveLength(1)
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
    await expect(await canvas.findByText('Write what the video shows.')).toBeVisible()
    await expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveFocus()
  },
}

const send: Story['play'] = async ({ canvas }) => {
  await canvas.findByRole('combobox', { name: 'Model' })
  await userEvent.click(canvas.getByRole('textbox', { name: 'Prompt' }))
  await userEvent.paste(fixturePrompts[2])
  await userEvent.click(canvas.getByRole('button', { name: 'Generate' }))
}

/** As many films run as may: the draft stays. */
export const LimitReached: Story = {
  loaders: [
    stage(
      async ({ create }) => {
        await create({ prompt: fixturePrompts[1] })
      },
      { limits: { activeJobs: 1 } },
    ),
  ],
  play: async (context) => {
    await send(context)
    await expect(await context.canvas.findByText('A video is already rendering')).toBeVisible()
    await expect(context.canvas.getByRole('button', { name: 'Keep as draft' })).toBeVisible()
  },
}

/** The budget of the day is used, and when it renews. */
export const BudgetUsed: Story = {
  loaders: [stage(async () => {}, { limits: { spendPerDay: 0.05 } })],
  play: async (context) => {
    await send(context)
    await expect(await context.canvas.findByText('Today’s budget is used')).toBeVisible()
  },
}

/** The far end is down: it is not the prompt's fault, so it stands by the button. */
export const ServerDown: Story = {
  loaders: [stage(({ setFaults }) => setFaults({ kind: 'error', status: 503, on: 'create' }))],
  play: async (context) => {
    await send(context)
    await expect(await context.canvas.findByText('The video service is not answering')).toBeVisible()
    await expect(context.canvas.getByRole('textbox', { name: 'Prompt' })).toHaveValue(fixturePrompts[2])
  },
}

/** No network: the words stay. */
export const Offline: Story = {
  beforeEach: restoreNetwork,
  play: async (context) => {
    await context.canvas.findByRole('combobox', { name: 'Model' })
    await stageOf(context.loaded).setConnection('offline')
    setOnline(false)
    await send(context)
    await expect(await context.canvas.findByText('You are offline')).toBeVisible()
  },
}

/** Sending: everything rests until the answer comes, and a second press sends nothing. */
export const Sending: Story = {
  play: async (context) => {
    await context.canvas.findByRole('combobox', { name: 'Model' })
    await stageOf(context.loaded).setConnection('unresponsive')
    await send(context)
    await expect(await context.canvas.findByRole('button', { name: 'Sending' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  },
}

/** What was chosen is no picture: said beside the frame. */
export const NoPicture: Story = {
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('button', { name: 'Add a first frame' })
    const chooser = canvasElement.querySelector<HTMLInputElement>('input[type=file]')
    await userEvent.upload(chooser ?? canvasElement, new File(['no picture'], 'notes.png', { type: 'image/png' }))
    await expect(await canvas.findByText('This file cannot be a first frame')).toBeVisible()
  },
}

/** A picture was pasted, and waits to be cropped to the size of the film. */
export const CropsAFirstFrame: Story = {
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('button', { name: 'Add a first frame' })
    await userEvent.type(canvas.getByRole('textbox', { name: 'Prompt' }), fixturePrompts[2])
    const chooser = canvasElement.querySelector<HTMLInputElement>('input[type=file]')
    await userEvent.upload(chooser ?? canvasElement, await paintedPicture())
    const picture = await canvas.findByRole('slider', { name: /^Picture/ })
    await waitFor(() => expect(picture).toHaveFocus())
    await userEvent.keyboard('++{ArrowRight}')
    await expect(picture).toHaveAttribute('aria-valuetext', expect.stringContaining('121%'))
  },
}

/** Dropped and done: the first frame sits beside the text in the shape of the film. */
export const HasAFirstFrame: Story = {
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('button', { name: 'Add a first frame' })
    const files = new DataTransfer()
    files.items.add(await paintedPicture())
    const form = canvasElement.querySelector('form') ?? canvasElement
    form.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Done' }))
    await expect(canvas.getByRole('button', { name: /^First frame dunes.png/ })).toHaveFocus()
  },
}

/** The fine model, with all its sizes. */
export const ManySizes: Story = {
  play: async ({ canvas }) => {
    await userEvent.selectOptions(await canvas.findByRole('combobox', { name: 'Model' }), 'lamp-1-pro')
    await userEvent.click(canvas.getByRole('radio', { name: /1024 × 1792.*portrait/ }))
    await expect(canvas.getByText(/\$2\.00/)).toBeVisible()
  },
}

/** Beyond the limit: how much is too much, and nothing is sent. */
export const TooLong: Story = {
  play: async ({ canvas }) => {
    await canvas.findByRole('combobox', { name: 'Model' })
    await userEvent.click(canvas.getByRole('textbox', { name: 'Prompt' }))
    await userEvent.paste('word '.repeat(6_405))
    await expect(canvas.getByText('25 characters too many')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Generate' }))
    await expect(await canvas.findByRole('alert')).toBeVisible()
  },
}

/** Another arrangement of the same parts: one line, and nothing that is not needed. */
export const OneLine: Story = {
  render: () => (
    <VideoPromptRoot name="line">
      <VideoPromptField rows={1} />
      <VideoPromptErrorMessage field="prompt" />
      <VideoPromptSubmit asChild>
        <button type="submit">Video it</button>
      </VideoPromptSubmit>
    </VideoPromptRoot>
  ),
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: 'Prompt' }), fixturePrompts[1])
    await userEvent.click(canvas.getByRole('button', { name: 'Video it' }))
    await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveValue(''))
  },
}

/** In Arabic, from right to left. */
export const RightToLeft: Story = {
  globals: { locale: 'ar' },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'إنشاء' }))
    await expect(await canvas.findByText('اكتب ما يعرضه الفيلم.')).toBeVisible()
    await expect(document.documentElement).toHaveAttribute('dir', 'rtl')
  },
}

/** In the dark. */
export const Dark: Story = { ...Helps, globals: { theme: 'dark' } }

/** With a few properties set, it belongs to somebody else. */
export const SomebodyElsesBrand: Story = { ...Helps, globals: { theme: 'brand' } }

const paintedPicture = async (): Promise<File> => {
  const picture = Object.assign(document.createElement('canvas'), { width: 1200, height: 900 })
  const context = picture.getContext('2d')
  if (!context) throw new Error('This browser has no canvas.')
  const sky = context.createLinearGradient(0, 0, 0, 900)
  sky.addColorStop(0, '#f6d7a7')
  sky.addColorStop(0.55, '#e39b6b')
  sky.addColorStop(1, '#7b4a3a')
  context.fillStyle = sky
  context.fillRect(0, 0, 1200, 900)
  context.fillStyle = '#fff4dc'
  context.arc(860, 320, 90, 0, 2 * Math.PI)
  context.fill()
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve))
  return new File([blob ?? ''], 'dunes.png', { type: 'image/png' })
}
