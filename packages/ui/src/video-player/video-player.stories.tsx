import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer, storyServerOf } from '../../../../.storybook/story-server'
import { VideoPlayer } from '.'
import { WatchPage } from './video-player.example'

const createVideo = (size: string, seconds: string, prompt: string) =>
  storyServer(async ({ create, finishJobs }) => {
    await create({ prompt, size, seconds })
    await finishJobs()
  })

/** A video player for one video, with the controls beneath it. */
const meta = {
  title: 'Components/VideoPlayer',
  component: VideoPlayer,
  loaders: [createVideo('320x192', '4', fixturePrompts[0])],
  args: { id: '' },
  render: (args, { loaded }) => (
    <div style={{ maxInlineSize: 640 }}>
      <VideoPlayer {...args} id={storyServerOf(loaded).ids[0] ?? ''} />
    </div>
  ),
} satisfies Meta<typeof VideoPlayer>

export default meta
type Story = StoryObj<typeof meta>

/** The snippet of the documentation page. */
export const Example: Story = {
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 640 }}>
      <WatchPage id={storyServerOf(loaded).ids[0] ?? ''} />
    </div>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Play' })).toBeVisible()
  },
}

/** Before playback: the first frame, which agrees with the clock. */
export const Poster: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      await create({ prompt: fixturePrompts[0], model: 'lamp-1', size: '1280x720', seconds: '4' })
      await finishJobs()
    }),
  ],
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('button', { name: 'Play' })).toBeVisible()
    const media = canvasElement.querySelector('video')
    await waitFor(() => expect(media?.readyState).toBeGreaterThan(1), { timeout: 10_000 })
    await waitFor(() => expect(media?.seeking).toBe(false))
    await expect(canvas.getByRole('link', { name: 'Download' })).toHaveAttribute(
      'href',
      expect.stringContaining('download=1'),
    )
  },
}

/** Operated by keyboard only. */
export const ByKeyboard: Story = {
  play: async ({ canvas, canvasElement }) => {
    const slider = await canvas.findByRole('slider', { name: 'Position in the video' })
    const media = canvasElement.querySelector('video')
    await waitFor(() => expect(media?.readyState).toBeGreaterThan(0), { timeout: 10_000 })
    slider.focus()
    await userEvent.keyboard('{End}{Home}{ArrowRight}{ArrowRight}')
    await waitFor(() => expect(media?.currentTime).toBe(2))
    await userEvent.keyboard('l')
    await expect(canvas.getByRole('button', { name: 'Repeat' })).toHaveAttribute('aria-pressed', 'true')
  },
}

/** A portrait video. */
export const Portrait: Story = { loaders: [createVideo('192x320', '2', fixturePrompts[2])] }

const PlayerWithChapters = ({ id }: { id: string }) => {
  const [playing, setPlaying] = useState(false)
  const [time, setTime] = useState(0)
  return (
    <>
      <VideoPlayer
        id={id}
        playing={playing}
        onPlayingChange={setPlaying}
        time={time}
        onTimeChange={setTime}
        defaultMuted
      />
      <p className="dl">
        <button type="button" onClick={() => setTime(2)}>
          Second half
        </button>
        <button type="button" onClick={() => setPlaying(!playing)}>
          {playing ? 'Halt' : 'Run'}
        </button>
      </p>
      <output>{`at ${time.toFixed(1)}`}</output>
    </>
  )
}

/** Controlled: the page keeps the time and whether the video plays, so that it can have controls of its own. */
export const Controlled: Story = {
  render: (_args, { loaded }) => <PlayerWithChapters id={storyServerOf(loaded).ids[0] ?? ''} />,
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('slider')
    const video = await waitFor(() => {
      const element = canvasElement.querySelector('video')
      if (!element || element.readyState < HTMLMediaElement.HAVE_METADATA) throw new Error('The video is loading.')
      return element
    })
    await expect(video.muted).toBe(true)
    await userEvent.click(canvas.getByRole('button', { name: 'Second half' }))
    await waitFor(() => expect(video.currentTime).toBeCloseTo(2))
    await userEvent.click(canvas.getByRole('button', { name: 'Run' }))
    await waitFor(() => expect(video.currentTime).toBeGreaterThan(2.2))
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }))
    await expect(await canvas.findByRole('button', { name: 'Run' })).toBeVisible()
    await expect(video.currentTime).toBeGreaterThan(2.2)
  },
}

/** The job is not finished yet. */
export const Waiting: Story = {
  loaders: [
    storyServer(async ({ create }) => {
      await create({ prompt: fixturePrompts[1] })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video is not ready yet')).toBeVisible()
  },
}

/** The upstream deleted the file before it was archived. */
export const Expired: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, advance }) => {
      await create({ prompt: fixturePrompts[3], seconds: '4' })
      await finishJobs()
      await advance(2 * 3600)
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video is no longer available', {}, { timeout: 10_000 })).toBeVisible()
  },
}

/** The file exists, but the browser cannot play it: an error message with a download link. */
export const Unplayable: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, setFaults }) => {
      await create({ prompt: fixturePrompts[1], seconds: '4' })
      await finishJobs()
      await setFaults({ kind: 'cut', share: 0.02, on: 'content' })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video cannot be played here', {}, { timeout: 15_000 })).toBeVisible()
    await expect(canvas.getByRole('link', { name: 'Download' })).toBeVisible()
  },
}

/** The server rejects the request for the file. */
export const Rejected: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, setFaults }) => {
      await create({ prompt: fixturePrompts[1], seconds: '4' })
      await finishJobs()
      await setFaults({ kind: 'error', status: 503, on: 'content' })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The video service is not responding', {}, { timeout: 15_000 })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

/** The job failed, so there is nothing to play. */
export const Failed: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      await create({ prompt: 'A scene of gore in an old barn' })
      await finishJobs()
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
  },
}

/** In Hebrew the seek bar and the arrow keys run from right to left. */
export const RightToLeft: Story = {
  globals: { locale: 'he' },
  play: async ({ canvas, canvasElement }) => {
    const slider = await canvas.findByRole('slider')
    const media = canvasElement.querySelector('video')
    await waitFor(() => expect(media?.readyState).toBeGreaterThan(0), { timeout: 10_000 })
    slider.focus()
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
    await waitFor(() => expect(media?.currentTime).toBe(2))
  },
}

/** With the dark theme. */
export const Dark: Story = { ...Poster, globals: { theme: 'dark' } }

/** With a brand's own custom properties. */
export const CustomBrand: Story = { ...Poster, globals: { theme: 'brand' } }
