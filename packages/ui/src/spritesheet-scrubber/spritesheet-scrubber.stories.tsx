import { useVideo, useVideosClient } from '@dailies/core/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fireEvent, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer, storyServerOf } from '../../../../.storybook/story-server'
import { SpritesheetScrubber, type ScrubberOptions } from '.'
import { Preview } from './spritesheet-scrubber.example'

type ScrubberArgs = Pick<ScrubberOptions, 'value' | 'onValueChange' | 'preload'> & { id: string }

const Scrubber = ({ id, ...options }: ScrubberArgs) => {
  const { video } = useVideo(id)
  return video ? <SpritesheetScrubber video={video} {...options} /> : null
}

const completedVideo = (size: string, seconds: string, prompt: string = fixturePrompts[0]) =>
  storyServer(async ({ create, finishJobs }) => {
    await create({ prompt, size, seconds })
    await finishJobs()
  })

/** Previews a video without a player. Hover over it, or focus it and use the arrow keys. */
const meta = {
  title: 'Components/SpritesheetScrubber',
  component: Scrubber,
  subcomponents: { SpritesheetScrubber },
  loaders: [completedVideo('320x192', '4')],
  args: { id: '' },
  render: (args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <Scrubber {...args} id={storyServerOf(loaded).ids[0] ?? ''} />
    </div>
  ),
} satisfies Meta<typeof Scrubber>

export default meta
type Story = StoryObj<typeof meta>

/** The snippet of the documentation page. */
export const Example: Story = {
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <Preview id={storyServerOf(loaded).ids[0] ?? ''} />
    </div>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('slider')).toBeVisible()
  },
}

/** Not scrubbing: the thumbnail. */
export const Idle: Story = {}

/** By keyboard: the playhead has a handle, and screen readers announce the time. */
export const ByKeyboard: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      await create({ prompt: fixturePrompts[0], model: 'lamp-1', size: '1280x720', seconds: '4' })
      await finishJobs()
    }),
  ],
  play: async ({ canvas }) => {
    const slider = await canvas.findByRole('slider', { name: /^Scrub through the video/ })
    await userEvent.tab()
    await expect(slider).toHaveFocus()
    await waitFor(() => expect(slider).toHaveAttribute('data-state', 'ready'))
    await userEvent.keyboard('5{ArrowRight}')
    await expect(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/ of 4 seconds$/))
    await expect(positionOf(slider)).toBeGreaterThan(0.5)
  },
}

/** The position of the playhead, from 0 at the start of the video to 1 at its end. */
const positionOf = (slider: Element) => {
  const box = slider.getBoundingClientRect()
  const line = slider.querySelector('.dl-scrubber-playhead')?.getBoundingClientRect() ?? box
  const isRightToLeft = getComputedStyle(slider).direction === 'rtl'
  return (isRightToLeft ? box.right - line.right : line.left - box.left) / (box.width - 4)
}

/** The visible label of the time tag. */
const visibleLabel = (slider: Element) => {
  const top = (name: string) => slider.querySelector(name)?.getBoundingClientRect().top ?? 0
  const column = slider.querySelector('.dl-scrubber-times')
  const labels = column?.textContent.split('\n') ?? []
  const height = (column?.getBoundingClientRect().height ?? 0) / labels.length
  return labels[Math.round((top('.dl-scrubber-tag') - top('.dl-scrubber-times')) / height)]
}

/** By pointer: the frame at the position of the pointer is shown. */
export const ByPointer: Story = {
  play: async ({ canvas }) => {
    const slider = await canvas.findByRole('slider')
    const { left, top, width } = slider.getBoundingClientRect()
    await fireEvent.pointerOver(slider, { pointerType: 'mouse' })
    await waitFor(() => expect(slider).toHaveAttribute('data-state', 'ready'))
    await fireEvent.pointerMove(slider, { pointerType: 'mouse', clientX: left + width * 0.75, clientY: top + 10 })
    await expect(positionOf(slider)).toBeCloseTo(0.75, 1)
    for (const tenth of [0, 1, 13, 20, 39, 40]) {
      const clientX = left + (width * tenth) / 40
      await fireEvent.pointerMove(slider, { pointerType: 'mouse', clientX, clientY: top + 10 })
      await expect(visibleLabel(slider)).toBe(`${(tenth / 10).toFixed(1)}s`)
    }
  },
}

/** Hovers at a fraction of the width with a mouse, once the spritesheet has loaded. */
const hoverAt = async (slider: HTMLElement, fraction: number) => {
  const { left, top, width } = slider.getBoundingClientRect()
  await fireEvent.pointerOver(slider, { pointerType: 'mouse' })
  await waitFor(() => expect(slider).toHaveAttribute('data-state', 'ready'), { timeout: 10_000 })
  await fireEvent.pointerMove(slider, { pointerType: 'mouse', clientX: left + width * fraction, clientY: top + 10 })
}

/** The tile that fills the box, and the grid, as they are laid out. */
const expectTile = (canvasElement: HTMLElement, expected: { columns: number; rows: number; index: number }) =>
  waitFor(async () => {
    const box = canvasElement.querySelector('.dl-scrubber-image')?.getBoundingClientRect() ?? new DOMRect()
    const sheet = canvasElement.querySelector('.dl-scrubber-sheet')?.getBoundingClientRect() ?? new DOMRect()
    const columns = Math.round(sheet.width / box.width)
    const index =
      Math.round((box.top - sheet.top) / box.height) * columns + Math.round((box.left - sheet.left) / box.width)
    await expect({ columns, rows: Math.round(sheet.height / box.height), index }).toEqual(expected)
  })

/** The server declares the grid of the spritesheet, and the scrubber uses it. */
export const GridFromTheServer: Story = {
  loaders: [
    storyServer(
      async ({ create, finishJobs }) => {
        await create({ prompt: fixturePrompts[0], size: '320x192', seconds: '4' })
        await finishJobs()
      },
      { spritesheet: { columns: 5, rows: 5 } },
    ),
  ],
  play: async ({ canvas, canvasElement }) => {
    await hoverAt(await canvas.findByRole('slider'), 0.5)
    await expectTile(canvasElement, { columns: 5, rows: 5, index: 12 })
  },
}

/** The grid is not declared: it is detected in the image. */
export const GridDetected: Story = {
  play: async ({ canvas, canvasElement }) => {
    await hoverAt(await canvas.findByRole('slider'), 0.5)
    await expectTile(canvasElement, { columns: 5, rows: 5, index: 12 })
  },
}

const PaintedScrubber = ({ sheet, grid }: { sheet: string; grid?: ScrubberOptions['grid'] }) => (
  <SpritesheetScrubber src={sheet} seconds={7} size="320x180" grid={grid} />
)

/** A spritesheet of nine tiles: seven are numbered, the last two are black. */
const paintedSheet = async () => {
  const sheet = Object.assign(document.createElement('canvas'), { width: 960, height: 540 })
  const context = sheet.getContext('2d')
  if (!context) throw new Error('This browser has no canvas.')
  context.fillRect(0, 0, 960, 540)
  context.font = '600 96px sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (let tile = 0; tile < 7; tile += 1) {
    const x = (tile % 3) * 320
    const y = Math.floor(tile / 3) * 180
    context.fillStyle = `oklch(${0.45 + tile * 0.06} 0.08 ${30 + tile * 30})`
    context.fillRect(x, y, 320, 180)
    context.fillStyle = 'white'
    context.fillText(String(tile + 1), x + 160, y + 90)
  }
  const blob = await new Promise<Blob | null>((resolve) => sheet.toBlob(resolve, 'image/png'))
  return { sheet: URL.createObjectURL(blob ?? new Blob()) }
}

/** The grid is set by prop, without a server: `src`, `seconds` and `size` are enough. */
export const GridByProp: Story = {
  loaders: [paintedSheet],
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <PaintedScrubber
        sheet={String(loaded['sheet'])}
        grid={{ columns: 3, rows: 3, count: 7, tileWidth: 320, tileHeight: 180 }}
      />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    await hoverAt(await canvas.findByRole('slider'), 0.99)
    await expectTile(canvasElement, { columns: 3, rows: 3, index: 6 })
  },
}

/** Two tiles of the last row are blank. They are detected and never shown: the end of the video is the seventh tile. */
export const BlankTiles: Story = {
  loaders: [paintedSheet],
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <PaintedScrubber sheet={String(loaded['sheet'])} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    await hoverAt(await canvas.findByRole('slider'), 1)
    await expectTile(canvasElement, { columns: 3, rows: 3, index: 6 })
  },
}

/** In Hebrew the scrubber runs from right to left: the left arrow key and a movement to the left go forward. */
export const RightToLeft: Story = {
  globals: { locale: 'he' },
  play: async ({ canvas }) => {
    const slider = await canvas.findByRole('slider')
    await hoverAt(slider, 0.25)
    await expect(positionOf(slider)).toBeCloseTo(0.75, 1)
    slider.focus()
    await userEvent.keyboard('{Home}{ArrowLeft}')
    await expect(positionOf(slider)).toBeGreaterThan(0)
  },
}

/** The dark theme. */
export const Dark: Story = { ...GridDetected, globals: { theme: 'dark' } }

/** A custom brand, set by a few custom properties. */
export const CustomBrand: Story = { ...GridDetected, globals: { theme: 'brand' } }

const DrawnScrubber = ({ id }: { id: string }) => {
  const videos = useVideosClient()
  const { video } = useVideo(id)
  if (!video) return null
  return (
    <SpritesheetScrubber
      src="no-such-sheet.jpg"
      videoSrc={videos.contentURL(video)}
      poster={videos.contentURL(video, 'thumbnail')}
      seconds={4}
      size={video.size}
    />
  )
}

/** The spritesheet cannot be loaded: it is drawn from the video. */
export const DrawnFromVideo: Story = {
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <DrawnScrubber id={storyServerOf(loaded).ids[0] ?? ''} />
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

/** A portrait video. */
export const Portrait: Story = { loaders: [completedVideo('192x320', '2', fixturePrompts[2])] }

const BoundScrubber = ({ id }: { id: string }) => {
  const [time, setTime] = useState(2)
  return (
    <>
      <Scrubber id={id} value={time} onValueChange={setTime} preload="auto" />
      <output>{time.toFixed(1)}</output>
    </>
  )
}

/** Bound to a player: it follows the player's time, and calls `onValueChange` with every selected time. */
export const BoundToPlayer: Story = {
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <BoundScrubber id={storyServerOf(loaded).ids[0] ?? ''} />
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

/** The video is still rendering: there is no spritesheet, and the slider is disabled. */
export const NotCompleted: Story = {
  loaders: [
    storyServer(async ({ create }) => {
      await create({ prompt: fixturePrompts[0] })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('slider')).toHaveAttribute('aria-disabled', 'true')
  },
}

/** The spritesheet fails to load during hover: playhead and time disappear, and the thumbnail stays. */
export const SpritesheetMissing: Story = {
  render: () => (
    <div style={{ maxInlineSize: 480 }}>
      <SpritesheetScrubber src="/no-such-sheet.jpg" seconds={7} size="320x180" />
    </div>
  ),
  play: async ({ canvas }) => {
    const slider = await canvas.findByRole('slider')
    await fireEvent.pointerOver(slider, { pointerType: 'mouse' })
    await waitFor(() => expect(slider).toHaveAttribute('data-state', 'unavailable'))
    for (const name of ['.dl-scrubber-playhead', '.dl-scrubber-time'])
      await expect(slider.querySelector(name)).not.toBeVisible()
  },
}
