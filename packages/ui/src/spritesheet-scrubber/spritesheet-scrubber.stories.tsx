import { useVideo, useVideos } from '@dailies/core/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fireEvent, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-film'
import { stage, stageOf } from '../../../../.storybook/stage'
import { SpritesheetScrubber, type ScrubberOptions } from '.'

type ScrubberArgs = Pick<ScrubberOptions, 'time' | 'onSeek' | 'preload'> & { id: string }

const Scrubber = ({ id, ...options }: ScrubberArgs) => {
  const { video } = useVideo(id)
  return video ? <SpritesheetScrubber video={video} {...options} /> : null
}

const film = (size: string, seconds: string, prompt: string = fixturePrompts[0]) =>
  stage(async ({ create, settle }) => {
    await create({ prompt, size, seconds })
    await settle()
  })

/** A film to be leafed through, with no player. Move over it, or focus it and use the arrows. */
const meta = {
  title: 'SpritesheetScrubber',
  component: Scrubber,
  loaders: [film('320x192', '4')],
  args: { id: '' },
  render: (args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <Scrubber {...args} id={stageOf(loaded).ids[0] ?? ''} />
    </div>
  ),
} satisfies Meta<typeof Scrubber>

export default meta
type Story = StoryObj<typeof meta>

/** Nobody scrubs: the still. */
export const Resting: Story = {}

/** By keyboard: the handle is on the line, and a screen reader hears the time. */
export const ByKeyboard: Story = {
  play: async ({ canvas }) => {
    const slider = await canvas.findByRole('slider', { name: 'Scrub through the film' })
    await userEvent.tab()
    await expect(slider).toHaveFocus()
    await waitFor(() => expect(slider).toHaveAttribute('data-state', 'ready'))
    await userEvent.keyboard('5{ArrowRight}')
    await expect(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/ of 4 seconds$/))
    await expect(Number(slider.style.getPropertyValue('--dl-at'))).toBeGreaterThan(0.5)
  },
}

/** By pointer: the frame is the moment under it. */
export const ByPointer: Story = {
  play: async ({ canvas }) => {
    const slider = await canvas.findByRole('slider')
    const { left, top, width } = slider.getBoundingClientRect()
    await fireEvent.pointerOver(slider, { pointerType: 'mouse' })
    await waitFor(() => expect(slider).toHaveAttribute('data-state', 'ready'))
    await fireEvent.pointerMove(slider, { pointerType: 'mouse', clientX: left + width * 0.75, clientY: top + 10 })
    await expect(slider.style.getPropertyValue('--dl-at')).toMatch(/^0\.7[45]/)
    await expect(slider).toHaveTextContent('0:03')
  },
}

const Drawn = ({ id }: { id: string }) => {
  const videos = useVideos()
  const { video } = useVideo(id)
  if (!video) return null
  return (
    <SpritesheetScrubber
      src="no-such-sheet.jpg"
      film={videos.contentURL(video)}
      poster={videos.contentURL(video, 'thumbnail')}
      seconds={4}
      size={video.size}
    />
  )
}

/** No sheet can be had: it is drawn from the film itself. */
export const DrawnFromTheFilm: Story = {
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <Drawn id={stageOf(loaded).ids[0] ?? ''} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    const slider = await canvas.findByRole('slider')
    slider.focus()
    await waitFor(() => expect(slider).toHaveAttribute('data-state', 'ready'), { timeout: 15_000 })
    const sheet = canvasElement.querySelector('canvas')
    const pixels = sheet?.getContext('2d')?.getImageData(0, 0, sheet.width, sheet.height).data ?? []
    await expect(new Set(pixels).size).toBeGreaterThan(50)
  },
}

/** A tall film. */
export const Tall: Story = { loaders: [film('192x320', '2', fixturePrompts[2])] }

const Bound = ({ id }: { id: string }) => {
  const [time, setTime] = useState(2)
  return (
    <>
      <Scrubber id={id} time={time} onSeek={setTime} preload="auto" />
      <output>{time.toFixed(1)}</output>
    </>
  )
}

/** Bound to a player: it shows the player's moment while nobody scrubs, and tells it every chosen one. */
export const BoundToAPlayer: Story = {
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <Bound id={stageOf(loaded).ids[0] ?? ''} />
    </div>
  ),
  play: async ({ canvas }) => {
    const slider = await canvas.findByRole('slider')
    await waitFor(() => expect(slider).toHaveAttribute('data-state', 'ready'))
    slider.focus()
    await userEvent.keyboard('{End}')
    await expect(canvas.getByText('4.0')).toBeVisible()
  },
}

/** Still being made: no sheet, nothing to focus. */
export const NothingToShow: Story = {
  loaders: [
    stage(async ({ create }) => {
      await create({ prompt: fixturePrompts[0] })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('slider')).toHaveAttribute('aria-disabled', 'true')
  },
}
