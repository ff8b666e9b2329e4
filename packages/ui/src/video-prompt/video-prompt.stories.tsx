import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { restoreNetwork, setOnline } from '../../../../.storybook/network'
import { storyServer, storyServerOf } from '../../../../.storybook/story-server'
import { VideoPrompt } from './video-prompt'
import { VideoPromptField } from './video-prompt-field'
import { VideoPromptErrorMessage } from './video-prompt-error-message'
import { VideoPromptRoot } from './video-prompt-root'
import { VideoPromptSubmit } from './video-prompt-submit'
import { CreateVideo } from './video-prompt.example'

type Canvas = Parameters<NonNullable<Story['play']>>[0]['canvas']

/** Selects a model by its card. */
const selectModel = async (canvas: Canvas, id: string) => {
  await userEvent.click(await canvas.findByRole('combobox', { name: 'Model' }))
  await userEvent.click(
    await canvas.findByRole('option', { name: (_name, card) => card.matches(`[data-value="${id}"]`) }),
  )
}

/** The form that creates a video. */
const meta = {
  title: 'Components/VideoPrompt',
  component: VideoPrompt,
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

/** The snippet of the documentation page. */
export const Example: Story = {
  loaders: [storyServer(undefined, { clock: 'system' })],
  render: () => <CreateVideo />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Generate' })).toBeVisible()
  },
}

/** No text yet. */
export const Empty: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('combobox', { name: 'Model' })).toBeVisible()
  },
}

/** A prompt that mentions all five aspects. The video is created, and the field is cleared for the next prompt. */
export const Generates: Story = {
  play: async ({ canvas, loaded }) => {
    const field = canvas.getByRole('textbox', { name: 'Prompt' })
    await selectModel(canvas, 'mini')
    await userEvent.type(field, fixturePrompts[0])
    await expect(canvas.getByRole('button', { name: 'light, named' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Generate' }))
    await waitFor(() => expect(field).toHaveValue(''))
    const { data } = await storyServerOf(loaded).videos.list()
    await expect(data.map(({ prompt }) => prompt)).toEqual([fixturePrompts[0]])
  },
}

/** Creates a video by keyboard only. */
export const ByKeyboard: Story = {
  play: async ({ canvas, loaded }) => {
    await canvas.findByRole('combobox', { name: 'Model' })
    const field = canvas.getByRole('textbox', { name: 'Prompt' })
    canvas.getByRole('button', { name: 'Add a first frame' }).focus()
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: 'First frame from a video' })).toHaveFocus()
    await userEvent.tab()
    await expect(field).toHaveFocus()
    await userEvent.keyboard('A fox crossing fresh snow')
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: /^shot/ })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await userEvent.tab({ shift: true })
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(field).toHaveValue(''))
    await expect((await storyServerOf(loaded).videos.list()).data).toHaveLength(1)
  },
}

/** An aspect offers phrases, and a click inserts one into the text. */
export const InsertsPhrase: Story = {
  play: async ({ canvas }) => {
    const field = canvas.getByRole('textbox', { name: 'Prompt' })
    await userEvent.type(field, 'Close-up of an old fisherman mending a net')
    await userEvent.click(canvas.getByRole('button', { name: 'light, not named yet' }))
    await userEvent.click(canvas.getByRole('button', { name: 'lit by a single lamp' }))
    await expect(field).toHaveValue('Close-up of an old fisherman mending a net, lit by a single lamp')
  },
}

/** The service declined the prompt before rendering. The text stays. */
export const Declined: Story = {
  play: async ({ canvas }) => {
    const field = canvas.getByRole('textbox', { name: 'Prompt' })
    await userEvent.type(field, 'A crate of contraband on a pier')
    await userEvent.click(canvas.getByRole('button', { name: 'Generate' }))
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
    await expect(field).toHaveValue('A crate of contraband on a pier')
  },
}

/** Submitted without text. */
export const EmptyPromptError: Story = {
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

/** The limit of active jobs is reached: the draft stays. */
export const LimitReached: Story = {
  loaders: [
    storyServer(
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

/** The daily budget is used up; the message says when it renews. */
export const BudgetUsed: Story = {
  loaders: [storyServer(async () => {}, { limits: { spendPerDay: 0.05 } })],
  play: async (context) => {
    await send(context)
    await expect(await context.canvas.findByText('Today’s budget is used')).toBeVisible()
  },
}

/** The upstream is down: the error is not about the prompt, so it is shown next to the button. */
export const ServerDown: Story = {
  loaders: [storyServer(({ setFaults }) => setFaults({ kind: 'error', status: 503, on: 'create' }))],
  play: async (context) => {
    await send(context)
    await expect(await context.canvas.findByText('The video service is not responding')).toBeVisible()
    await expect(context.canvas.getByRole('textbox', { name: 'Prompt' })).toHaveValue(fixturePrompts[2])
  },
}

/** No network: the text stays. */
export const Offline: Story = {
  beforeEach: restoreNetwork,
  play: async (context) => {
    await context.canvas.findByRole('combobox', { name: 'Model' })
    await storyServerOf(context.loaded).setNetworkCondition('offline')
    setOnline(false)
    await send(context)
    await expect(await context.canvas.findByText('You are offline')).toBeVisible()
  },
}

/** The request is pending: the form is disabled, and another press sends nothing. */
export const Submitting: Story = {
  play: async (context) => {
    await context.canvas.findByRole('combobox', { name: 'Model' })
    await storyServerOf(context.loaded).setNetworkCondition('unresponsive')
    await send(context)
    await expect(await context.canvas.findByRole('button', { name: 'Sending' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  },
}

/** The selected file is not an image: the error is shown next to the frame. */
export const InvalidImage: Story = {
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('button', { name: 'Add a first frame' })
    const fileInput = canvasElement.querySelector<HTMLInputElement>('input[type=file]')
    await userEvent.upload(fileInput ?? canvasElement, new File(['not an image'], 'notes.png', { type: 'image/png' }))
    await expect(await canvas.findByText('This file cannot be a frame of the video')).toBeVisible()
  },
}

/** An image was selected, and is cropped to the size of the video. */
export const CropsFirstFrame: Story = {
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('button', { name: 'Add a first frame' })
    await userEvent.type(canvas.getByRole('textbox', { name: 'Prompt' }), fixturePrompts[2])
    const fileInput = canvasElement.querySelector<HTMLInputElement>('input[type=file]')
    await userEvent.upload(fileInput ?? canvasElement, await paintedImage())
    const cropArea = await canvas.findByRole('slider', { name: /^Image/ })
    await waitFor(() => expect(cropArea).toHaveFocus())
    await userEvent.keyboard('++{ArrowRight}')
    await expect(cropArea).toHaveAttribute('aria-valuetext', expect.stringContaining('121%'))
  },
}

/** An image was dropped and cropped: the first frame is shown next to the text, with the video's aspect ratio. */
export const WithFirstFrame: Story = {
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('button', { name: 'Add a first frame' })
    const files = new DataTransfer()
    files.items.add(await paintedImage())
    const form = canvasElement.querySelector('form') ?? canvasElement
    form.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Done' }))
    await expect(canvas.getByRole('button', { name: /^First frame dunes.png/ })).toHaveFocus()
  },
}

/** The pro model, with all its sizes. */
export const ManySizes: Story = {
  play: async ({ canvas }) => {
    await selectModel(canvas, 'lamp-1-pro')
    await userEvent.click(canvas.getByRole('radio', { name: /^1024p/ }))
    await expect(canvas.getByText(/\$2\.00/)).toBeVisible()
  },
}

/** A model with a parameter of its own, which the server declares. */
export const ModelParameters: Story = {
  play: async ({ canvas }) => {
    await selectModel(canvas, 'lamp-1-pro')
    await userEvent.click(canvas.getByText('More'))
    await userEvent.type(canvas.getByRole('spinbutton', { name: 'Frames per second' }), '24')
    await expect(canvas.getByRole('spinbutton')).toHaveValue(24)
  },
}

/** The prompt exceeds the limit: the counter shows by how much, and nothing is sent. */
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

/** A minimal layout of the same parts: a text field of one line and a button. */
export const SingleLine: Story = {
  render: () => (
    <VideoPromptRoot name="single-line">
      <VideoPromptField rows={1} />
      <VideoPromptErrorMessage field="prompt" />
      <VideoPromptSubmit asChild>
        <button type="submit">Create video</button>
      </VideoPromptSubmit>
    </VideoPromptRoot>
  ),
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: 'Prompt' }), fixturePrompts[1])
    await userEvent.click(canvas.getByRole('button', { name: 'Create video' }))
    await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveValue(''))
  },
}

const PromptWithTemplates = () => {
  const [prompt, setPrompt] = useState('')
  const [model, setModel] = useState('lamp-1')
  return (
    <>
      <VideoPrompt
        name="controlled"
        prompt={prompt}
        onPromptChange={setPrompt}
        model={model}
        onModelChange={setModel}
      />
      <p className="dl">
        <button type="button" onClick={() => setPrompt(`${fixturePrompts[0]}, in slow motion`)}>
          Use a template
        </button>
      </p>
      <output>{`${prompt.length} characters for ${model}`}</output>
    </>
  )
}

/** Controlled: the page keeps the text and the model, so that it can fill in a template. */
export const Controlled: Story = {
  render: () => <PromptWithTemplates />,
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Use a template' }))
    const field = canvas.getByRole('textbox', { name: 'Prompt' })
    await expect(field).toHaveValue(`${fixturePrompts[0]}, in slow motion`)
    await userEvent.clear(field)
    await userEvent.type(field, 'A fox')
    await selectModel(canvas, 'mini')
    await expect(await canvas.findByText('5 characters for mini')).toBeVisible()
  },
}

/** In Arabic, from right to left. */
export const RightToLeft: Story = {
  globals: { locale: 'ar' },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'إنشاء' }))
    await expect(await canvas.findByText('اكتب ما يعرضه الفيديو.')).toBeVisible()
    await expect(document.documentElement).toHaveAttribute('dir', 'rtl')
  },
}

/** The dark theme. */
export const Dark: Story = { ...InsertsPhrase, globals: { theme: 'dark' } }

/** A custom brand, set by a few custom properties. */
export const CustomBrand: Story = { ...InsertsPhrase, globals: { theme: 'brand' } }

const paintedImage = async (): Promise<File> => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 900 })
  const context = canvas.getContext('2d')
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
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
  return new File([blob ?? ''], 'dunes.png', { type: 'image/png' })
}

/** Four takes of one prompt, at the whole price on the button. It is one take again on the next visit. */
export const Takes: Story = {
  play: async ({ canvas, loaded }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: 'Prompt' }), 'A paper boat on a calm sea')
    await userEvent.click(await canvas.findByRole('radio', { name: '×4' }))
    await userEvent.click(canvas.getByRole('button', { name: /^Generate ×4/ }))
    await waitFor(async () => {
      const { data } = await storyServerOf(loaded).videos.list()
      await expect(new Set(data.map(({ metadata }) => metadata?.['dailies.take_group'])).size).toBe(1)
      await expect(data).toHaveLength(4)
    })
  },
}
