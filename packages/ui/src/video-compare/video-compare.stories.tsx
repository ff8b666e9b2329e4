import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fireEvent, userEvent, waitFor } from 'storybook/test'
import { fixtureChange, fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer, storyServerOf, type StoryServer } from '../../../../.storybook/story-server'
import { VideoCompare } from '.'
import { ComparePage } from './video-compare.example'

const createAll = (requests: readonly { prompt: string; size: string; seconds: string }[]) =>
  storyServer(async ({ create, finishJobs }) => {
    for (const request of requests) await create(request)
    await finishJobs()
  })
const landscape = fixturePrompts.map((prompt) => ({ prompt, size: '320x192', seconds: '4' }))
const portrait = fixturePrompts.map((prompt) => ({ prompt, size: '192x320', seconds: '2' }))

const remixed = async (server: StoryServer) => {
  await server.create({ prompt: fixturePrompts[0], model: 'lamp-1', size: '1280x720', seconds: '4' })
  await server.finishJobs()
  const remix = await server.videos.remix(server.ids[0] ?? '', { prompt: fixtureChange })
  server.ids.push(remix.id)
  await server.finishJobs()
}

/** Two to four videos that play as one. */
const meta = {
  title: 'Components/VideoCompare',
  component: VideoCompare,
  args: { ids: [], onKeep: () => {} },
  loaders: [createAll(landscape)],
  render: (args, { loaded }) => <VideoCompare {...args} ids={storyServerOf(loaded).ids} />,
} satisfies Meta<typeof VideoCompare>

export default meta
type Story = StoryObj<typeof meta>

const untilLoaded = (element: HTMLElement, count: number) =>
  waitFor(
    async () => {
      const videos = [...element.querySelectorAll('video')]
      await expect(videos).toHaveLength(count)
      for (const video of videos) {
        await expect(video.readyState).toBeGreaterThan(2)
        await expect(video.seeking).toBe(false)
      }
    },
    { timeout: 10_000 },
  )

/** The snippet of the documentation page. */
export const Example: Story = {
  render: (_args, { loaded }) => <ComparePage ids={storyServerOf(loaded).ids} />,
  play: async ({ canvasElement }) => {
    await untilLoaded(canvasElement, 4)
  },
}

/** Four videos side by side. One seek bar moves all of them. */
export const FourVideos: Story = {
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement, 4)
    await expect(canvas.getByRole('slider', { name: 'Position in the video' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Keep this one: D' })).toBeVisible()
  },
}

/** A remix on top of its source, with a wipe. */
export const Wipe: Story = {
  loaders: [storyServer(remixed)],
  args: { defaultView: 'wipe' },
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement, 2)
    const wipe = canvas.getByRole('slider', { name: 'How much of A is shown' })
    await fireEvent.input(wipe, { target: { value: '40' } })
    await expect(wipe).toHaveAttribute('aria-valuetext', '40%')
  },
}

/** The difference of a remix and its source: what is the same is black. */
export const Difference: Story = {
  loaders: [storyServer(remixed)],
  args: { defaultView: 'difference' },
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement, 2)
    await expect(canvas.getByText('Black where both videos are the same.')).toBeVisible()
    await userEvent.click(canvas.getByRole('radio', { name: 'Side by side' }))
    await expect(canvas.queryByText('Black where both videos are the same.')).toBe(null)
  },
}

/** Portrait videos stand in one row where there is room. */
export const Portrait: Story = {
  loaders: [createAll(portrait)],
  play: async ({ canvasElement }) => untilLoaded(canvasElement, 4),
}

/** Videos of different shapes and lengths, one of which is still rendering. They have no wipe. */
export const Mixed: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, advance }) => {
      await create({ prompt: fixturePrompts[0], size: '320x192', seconds: '4' })
      await create({ prompt: fixturePrompts[1], size: '192x320', seconds: '2' })
      await finishJobs()
      await create({ prompt: fixturePrompts[2], size: '320x192', seconds: '4' })
      await advance(4)
    }),
  ],
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement, 2)
    await expect(canvas.getByText('This video is not ready yet')).toBeVisible()
    await expect(canvas.queryByRole('radio')).toBe(null)
  },
}

/** By keyboard: the arrow keys seek in all videos, full stop steps by a frame. */
export const ByKeyboard: Story = {
  args: { defaultPlaying: false },
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement, 4)
    canvas.getByRole('slider', { name: 'Position in the video' }).focus()
    await userEvent.keyboard('{ArrowRight}')
    const times = () => [...canvasElement.querySelectorAll('video')].map(({ currentTime }) => currentTime)
    await waitFor(() => expect(times()).toEqual([1, 1, 1, 1]))
    await userEvent.keyboard('.')
    await waitFor(() => expect(new Set(times().map((time) => time.toFixed(3)))).toEqual(new Set(['1.042'])))
  },
}

const ControlledCompare = ({ ids }: { ids: readonly string[] }) => {
  const [time, setTime] = useState(0)
  const [playing, setPlaying] = useState(false)
  const [kept, setKept] = useState('')
  return (
    <>
      <VideoCompare
        ids={ids.slice(0, 2)}
        time={time}
        onTimeChange={setTime}
        playing={playing}
        onPlayingChange={setPlaying}
        onKeep={({ prompt }) => setKept(prompt ?? '')}
      />
      <p className="dl">
        <button type="button" onClick={() => setTime(2)}>
          Second half
        </button>
      </p>
      <output>{kept}</output>
    </>
  )
}

/** Controlled: the page keeps the time, and gets the video that is kept. */
export const Controlled: Story = {
  render: (_args, { loaded }) => <ControlledCompare ids={storyServerOf(loaded).ids} />,
  play: async ({ canvas, canvasElement }) => {
    await untilLoaded(canvasElement, 2)
    await userEvent.click(canvas.getByRole('button', { name: 'Second half' }))
    const times = () => [...canvasElement.querySelectorAll('video')].map(({ currentTime }) => currentTime)
    await waitFor(() => expect(times()).toEqual([2, 2]))
    await userEvent.click(canvas.getByRole('button', { name: 'Keep this one: B' }))
    await expect(canvas.getByText(fixturePrompts[1], { selector: 'output' })).toBeVisible()
  },
}

/** In Hebrew. */
export const RightToLeft: Story = {
  ...FourVideos,
  globals: { locale: 'he' },
  play: async ({ canvasElement }) => untilLoaded(canvasElement, 4),
}

/** With the dark theme. */
export const Dark: Story = { ...FourVideos, globals: { theme: 'dark' } }

/** With a brand's own custom properties. */
export const CustomBrand: Story = { ...FourVideos, globals: { theme: 'brand' } }
