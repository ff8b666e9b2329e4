import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { stage, stageOf } from '../../../../.storybook/stage'
import { VideoPlayer } from '.'

const film = (size: string, seconds: string, prompt: string) =>
  stage(async ({ create, flush }) => {
    await create({ prompt, size, seconds })
    await flush()
  })

/** Plays one film, with the controls beneath and never over it. */
const meta = {
  title: 'VideoPlayer',
  component: VideoPlayer,
  parameters: {
    docs: {
      source: {
        code: `import { VideoPlayer } from '@dailies/ui'

<VideoPlayer id={video.id} />

// or with other controls
<VideoPlayerRoot id={video.id}>
  <VideoPlayerMedia />
  <VideoPlayerPlay />
  <VideoPlayerSeekBar />
</VideoPlayerRoot>`,
      },
    },
  },
  loaders: [film('320x192', '4', fixturePrompts[0])],
  args: { id: '' },
  render: (args, { loaded }) => (
    <div style={{ maxInlineSize: 640 }}>
      <VideoPlayer {...args} id={stageOf(loaded).ids[0] ?? ''} />
    </div>
  ),
} satisfies Meta<typeof VideoPlayer>

export default meta
type Story = StoryObj<typeof meta>

/** Before it is played: the poster. */
export const Resting: Story = {
  loaders: [
    stage(async ({ create, flush }) => {
      await create({ prompt: fixturePrompts[0], model: 'lamp-1', size: '1280x720', seconds: '4' })
      await flush()
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Play' })).toBeVisible()
    await expect(canvas.getByRole('link', { name: 'Download' })).toHaveAttribute(
      'href',
      expect.stringContaining('download=1'),
    )
  },
}

/** By keys alone. */
export const ByKeyboard: Story = {
  play: async ({ canvas, canvasElement }) => {
    const slider = await canvas.findByRole('slider', { name: 'Place in the video' })
    const media = canvasElement.querySelector('video')
    await waitFor(() => expect(media?.readyState).toBeGreaterThan(0), { timeout: 10_000 })
    slider.focus()
    await userEvent.keyboard('{End}{Home}{ArrowRight}{ArrowRight}')
    await waitFor(() => expect(media?.currentTime).toBe(2))
    await userEvent.keyboard('l')
    await expect(canvas.getByRole('button', { name: 'Repeat' })).toHaveAttribute('aria-pressed', 'true')
  },
}

/** A tall film. */
export const Tall: Story = { loaders: [film('192x320', '2', fixturePrompts[2])] }

/** Not done yet. */
export const Waiting: Story = {
  loaders: [
    stage(async ({ create }) => {
      await create({ prompt: fixturePrompts[1] })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video is not ready yet')).toBeVisible()
  },
}

/** The upstream dropped its file before it was saved. */
export const Expired: Story = {
  loaders: [
    stage(async ({ create, flush, advance }) => {
      await create({ prompt: fixturePrompts[3], seconds: '4' })
      await flush()
      await advance(2 * 3600)
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video is no longer available', {}, { timeout: 10_000 })).toBeVisible()
  },
}

/** The file is there, but what came is no film: said so, with a way to have it all the same. */
export const Unplayable: Story = {
  loaders: [
    stage(async ({ create, flush, setFaults }) => {
      await create({ prompt: fixturePrompts[1], seconds: '4' })
      await flush()
      await setFaults({ kind: 'cut', share: 0.02, on: 'content' })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video cannot be played here', {}, { timeout: 15_000 })).toBeVisible()
    await expect(canvas.getByRole('link', { name: 'Download' })).toBeVisible()
  },
}

/** The server will not give the film just now. */
export const Refused: Story = {
  loaders: [
    stage(async ({ create, flush, setFaults }) => {
      await create({ prompt: fixturePrompts[1], seconds: '4' })
      await flush()
      await setFaults({ kind: 'error', status: 503, on: 'content' })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The video service is not answering', {}, { timeout: 15_000 })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

/** It failed, so there is nothing to play. */
export const Failed: Story = {
  loaders: [
    stage(async ({ create, flush }) => {
      await create({ prompt: 'A scene of gore in an old barn' })
      await flush()
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
  },
}

/** In Hebrew the bar runs from the right, and so do the arrow keys. */
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

/** In the dark. */
export const Dark: Story = { ...Resting, globals: { theme: 'dark' } }

/** With a few properties set, it belongs to somebody else. */
export const SomebodyElsesBrand: Story = { ...Resting, globals: { theme: 'brand' } }
