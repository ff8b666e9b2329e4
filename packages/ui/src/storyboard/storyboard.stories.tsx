import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer, storyServerOf } from '../../../../.storybook/story-server'
import { VideoPrompt } from '../video-prompt'
import { Storyboard, type StoryboardShot } from '.'
import { CutPage } from './storyboard.example'

const createAll = storyServer(async ({ create, finishJobs }) => {
  for (const prompt of fixturePrompts) await create({ prompt, size: '320x192', seconds: '4' })
  await finishJobs()
})

const ranges: readonly Pick<StoryboardShot, 'start' | 'end'>[] = [
  { start: 0.5, end: 2.5 },
  {},
  { end: 1.5 },
  { start: 2 },
]
const shotsOf = (ids: readonly string[]): StoryboardShot[] =>
  ids.map((videoId, index) => ({ id: `shot-${index}`, videoId, ...ranges[index % ranges.length] }))

/** A row of shots that play as one video. */
const meta = {
  title: 'Components/Storyboard',
  component: Storyboard,
  loaders: [createAll],
  render: (args, { loaded }) => <Storyboard {...args} defaultValue={shotsOf(storyServerOf(loaded).ids)} />,
} satisfies Meta<typeof Storyboard>

export default meta
type Story = StoryObj<typeof meta>

const untilLoaded = (element: HTMLElement) =>
  waitFor(
    async () => {
      const front = element.querySelector<HTMLVideoElement>('video[data-front]')
      await expect(front?.readyState).toBeGreaterThan(1)
      await expect(front?.seeking).toBe(false)
    },
    { timeout: 10_000 },
  )

/** The snippet of the documentation page. */
export const Example: Story = {
  render: (_args, { loaded }) => <CutPage ids={storyServerOf(loaded).ids} />,
  play: async ({ canvasElement }) => {
    await untilLoaded(canvasElement)
  },
}

/** Four shots, of which three are trimmed. The first is selected. */
export const FourShots: Story = {
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: /^Shot 1 of 4/ }))
    await untilLoaded(canvasElement)
    await expect(canvas.getByRole('slider', { name: 'Start of shot 1' })).toHaveAttribute('aria-valuenow', '0.5')
    await expect(canvas.getByText('4 shots, 0:09.5')).toBeVisible()
    await waitFor(
      () => expect(canvas.getByRole('button', { name: 'Export as MP4' })).not.toHaveAttribute('aria-disabled'),
      { timeout: 10_000 },
    )
  },
}

/** By keyboard: Alt and an arrow key move a shot, the arrow keys on a trim handle move it by a frame, Delete removes. */
export const ByKeyboard: Story = {
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement)
    canvas.getByRole('button', { name: /^Shot 1 of 4: Wide shot/ }).focus()
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}')
    await expect(canvas.getByRole('button', { name: /^Shot 2 of 4: Wide shot/ })).toHaveFocus()
    await userEvent.tab()
    await userEvent.keyboard('{ArrowRight}{PageUp}')
    await expect(canvas.getByRole('slider', { name: 'Start of shot 2' })).toHaveAttribute('aria-valuenow', '1.542')
    canvas.getByRole('button', { name: /^Shot 2 of 4: Wide shot/ }).focus()
    await userEvent.keyboard('{Delete}')
    await expect(canvas.getByRole('button', { name: /^Shot 2 of 3: Tracking shot/ })).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: /^Undo/ }))
    await waitFor(() => expect(canvas.getByRole('button', { name: /^Shot 2 of 4: Wide shot/ })).toHaveFocus())
  },
}

/** Shots that cannot be played yet, or any more, are skipped. */
export const EveryState: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, advance }) => {
      await create({ prompt: fixturePrompts[0], size: '320x192', seconds: '4' })
      await create({ prompt: 'A scene of gore', size: '320x192', seconds: '4' })
      await create({ prompt: fixturePrompts[2], size: '192x320', seconds: '2' })
      await finishJobs()
      await create({ prompt: fixturePrompts[3], size: '320x192', seconds: '4' })
      await advance(4)
    }),
  ],
  render: (args, { loaded }) => (
    <Storyboard {...args} defaultValue={shotsOf([...storyServerOf(loaded).ids, 'video_deleted'])} />
  ),
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement)
    await expect(await canvas.findByText('This video failed')).toBeVisible()
    await expect(await canvas.findByText('This video is no longer available')).toBeVisible()
    await expect(await canvas.findByText(/^Rendering/)).toBeVisible()
  },
}

/** Without shots: videos are dropped here. */
export const Empty: Story = {
  loaders: [storyServer()],
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Drop videos here')).toBeVisible()
    await expect(canvas.queryByRole('button')).toBe(null)
  },
}

/** With a prompt on the page: the last frame of the last shot becomes its first frame. */
export const NextShot: Story = {
  render: (args, { loaded }) => (
    <>
      <Storyboard {...args} defaultValue={shotsOf(storyServerOf(loaded).ids)} />
      <VideoPrompt />
    </>
  ),
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Next shot from the last frame' }))
    await waitFor(
      () => expect(canvasElement.querySelector('.dl-first-frame img, .dl-first-frame canvas')).not.toBe(null),
      {
        timeout: 10_000,
      },
    )
  },
}

const ControlledStoryboard = ({ ids }: { ids: readonly string[] }) => {
  const [shots, setShots] = useState<readonly StoryboardShot[]>(shotsOf(ids))
  return (
    <>
      <Storyboard value={shots} onValueChange={setShots} />
      <output>{shots.map(({ id }) => id).join(' ')}</output>
    </>
  )
}

/** Controlled: the page keeps the shots. */
export const Controlled: Story = {
  render: (_args, { loaded }) => <ControlledStoryboard ids={storyServerOf(loaded).ids} />,
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: /^Shot 1 of 4/ }))
    await userEvent.click(canvas.getByRole('button', { name: 'Remove shot 1' }))
    await expect(canvas.getByText('shot-1 shot-2 shot-3', { selector: 'output' })).toBeVisible()
  },
}

/** The export of shots that can be copied. The page gets the file. */
export const Export: Story = {
  args: { onExport: fn() },
  play: async ({ args, canvas, canvasElement }) => {
    await untilLoaded(canvasElement)
    const button = canvas.getByRole('button', { name: 'Export as MP4' })
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'), { timeout: 10_000 })
    await userEvent.click(button)
    await waitFor(() => expect(args.onExport).toHaveBeenCalledWith(expect.any(File)), { timeout: 30_000 })
  },
}

/** In Hebrew. */
export const RightToLeft: Story = {
  ...FourShots,
  globals: { locale: 'he' },
  play: async ({ canvasElement }) => untilLoaded(canvasElement),
}

/** With the dark theme. */
export const Dark: Story = { ...FourShots, globals: { theme: 'dark' } }

/** With a brand's own custom properties. */
export const CustomBrand: Story = { ...FourShots, globals: { theme: 'brand' } }
