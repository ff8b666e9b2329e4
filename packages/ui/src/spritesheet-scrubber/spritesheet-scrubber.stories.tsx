import { useVideo, useVideos } from '@dailies/core/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fireEvent, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { stage, stageOf } from '../../../../.storybook/stage'
import { SpritesheetScrubber, type ScrubberOptions } from '.'

type ScrubberArgs = Pick<ScrubberOptions, 'time' | 'onSeek' | 'preload'> & { id: string }

const Scrubber = ({ id, ...options }: ScrubberArgs) => {
  const { video } = useVideo(id)
  return video ? <SpritesheetScrubber video={video} {...options} /> : null
}

const film = (size: string, seconds: string, prompt: string = fixturePrompts[0]) =>
  stage(async ({ create, flush }) => {
    await create({ prompt, size, seconds })
    await flush()
  })

/** A film to be leafed through, with no player. Move over it, or focus it and use the arrows. */
const meta = {
  title: 'SpritesheetScrubber',
  component: Scrubber,
  subcomponents: { SpritesheetScrubber },
  parameters: {
    docs: {
      source: {
        code: `import { SpritesheetScrubber } from '@dailies/ui'

<SpritesheetScrubber video={video} />

// bound to a player
<SpritesheetScrubber video={video} time={time} onSeek={(time) => (player.currentTime = time)} />

// without a provider
<SpritesheetScrubber src="/sheet.jpg" poster="/still.webp" seconds={8} size="1280x720" />`,
      },
    },
  },
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
  loaders: [
    stage(async ({ create, flush }) => {
      await create({ prompt: fixturePrompts[0], model: 'lamp-1', size: '1280x720', seconds: '4' })
      await flush()
    }),
  ],
  play: async ({ canvas }) => {
    const slider = await canvas.findByRole('slider', { name: 'Scrub through the video' })
    await userEvent.tab()
    await expect(slider).toHaveFocus()
    await waitFor(() => expect(slider).toHaveAttribute('data-state', 'ready'))
    await userEvent.keyboard('5{ArrowRight}')
    await expect(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/ of 4 seconds$/))
    await expect(at(slider)).toBeGreaterThan(0.5)
  },
}

/** Where the line stands, from 0 to 1. */
const at = (slider: Element) =>
  Number(slider.querySelector<HTMLElement>('.dl-scrubber-playhead')?.style.getPropertyValue('--dl-position'))

/** Those words of the tag that stand in its window. */
const wordsSeen = (slider: Element) => {
  const top = (name: string) => slider.querySelector(name)?.getBoundingClientRect().top ?? 0
  const moments = slider.querySelector('.dl-scrubber-times')
  const words = moments?.textContent.split('\n') ?? []
  const height = (moments?.getBoundingClientRect().height ?? 0) / words.length
  return words[Math.round((top('.dl-scrubber-tag') - top('.dl-scrubber-times')) / height)]
}

/** By pointer: the frame is the moment under it. */
export const ByPointer: Story = {
  play: async ({ canvas }) => {
    const slider = await canvas.findByRole('slider')
    const { left, top, width } = slider.getBoundingClientRect()
    await fireEvent.pointerOver(slider, { pointerType: 'mouse' })
    await waitFor(() => expect(slider).toHaveAttribute('data-state', 'ready'))
    await fireEvent.pointerMove(slider, { pointerType: 'mouse', clientX: left + width * 0.75, clientY: top + 10 })
    await expect(at(slider)).toBeCloseTo(0.75, 1)
    for (const tenth of [0, 1, 13, 20, 39, 40]) {
      const clientX = left + (width * tenth) / 40
      await fireEvent.pointerMove(slider, { pointerType: 'mouse', clientX, clientY: top + 10 })
      await expect(wordsSeen(slider)).toBe(`${(tenth / 10).toFixed(1)}s`)
    }
  },
}

/** Moves the pointer to a share of the width, as a mouse would, once the sheet is there. */
const pointAt = async (slider: HTMLElement, share: number) => {
  const { left, top, width } = slider.getBoundingClientRect()
  await fireEvent.pointerOver(slider, { pointerType: 'mouse' })
  await waitFor(() => expect(slider).toHaveAttribute('data-state', 'ready'), { timeout: 10_000 })
  await fireEvent.pointerMove(slider, { pointerType: 'mouse', clientX: left + width * share, clientY: top + 10 })
}

const expectGrid = (canvasElement: HTMLElement, grid: Record<string, string>) =>
  waitFor(async () => {
    const sheet = canvasElement.querySelector('.dl-scrubber-sheet') ?? canvasElement
    for (const [name, value] of Object.entries(grid))
      await expect(getComputedStyle(sheet).getPropertyValue(`--dl-${name}`)).toBe(value)
  })

/** The server says how its sheet is cut, and is believed. */
export const GridFromTheServer: Story = {
  loaders: [
    stage(
      async ({ create, flush }) => {
        await create({ prompt: fixturePrompts[0], size: '320x192', seconds: '4' })
        await flush()
      },
      { spritesheet: { columns: 5, rows: 5 } },
    ),
  ],
  play: async ({ canvas, canvasElement }) => {
    await pointAt(await canvas.findByRole('slider'), 0.5)
    await expectGrid(canvasElement, { columns: '5', count: '25' })
  },
}

/** Nobody says how the sheet is cut: it is seen in the picture. */
export const GridInferred: Story = {
  play: async ({ canvas, canvasElement }) => {
    await pointAt(await canvas.findByRole('slider'), 0.5)
    await expectGrid(canvasElement, { columns: '5', count: '25' })
  },
}

const Painted = ({ sheet, grid }: { sheet: string; grid?: ScrubberOptions['grid'] }) => (
  <SpritesheetScrubber src={sheet} seconds={7} size="320x180" grid={grid} />
)

/** Seven numbered tiles in a sheet of nine; the last two are black. */
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

/** The page says how the sheet is cut, and needs no server: a `src`, its length and its size are enough. */
export const GridByProp: Story = {
  loaders: [paintedSheet],
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <Painted
        sheet={String(loaded['sheet'])}
        grid={{ columns: 3, rows: 3, count: 7, tileWidth: 320, tileHeight: 180 }}
      />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    await pointAt(await canvas.findByRole('slider'), 0.99)
    await expectGrid(canvasElement, { columns: '3', count: '7' })
  },
}

/** Two tiles of the last row are blank. They are found, and never shown: the end of the film is the seventh tile. */
export const BlankTail: Story = {
  loaders: [paintedSheet],
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 480 }}>
      <Painted sheet={String(loaded['sheet'])} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    await pointAt(await canvas.findByRole('slider'), 1)
    await expectGrid(canvasElement, { columns: '3', count: '7' })
  },
}

/** In Hebrew the film runs from the right: the left arrow goes on, and so does the pointer. */
export const RightToLeft: Story = {
  globals: { locale: 'he' },
  play: async ({ canvas }) => {
    const slider = await canvas.findByRole('slider')
    await pointAt(slider, 0.25)
    await expect(at(slider)).toBeCloseTo(0.75, 1)
    slider.focus()
    await userEvent.keyboard('{Home}{ArrowLeft}')
    await expect(at(slider)).toBeGreaterThan(0)
  },
}

/** In the dark. */
export const Dark: Story = { ...GridInferred, globals: { theme: 'dark' } }

/** With a few properties set, it belongs to somebody else. */
export const SomebodyElsesBrand: Story = { ...GridInferred, globals: { theme: 'brand' } }

const Drawn = ({ id }: { id: string }) => {
  const videos = useVideos()
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

/** The sheet is lost while the pointer is there: what followed it goes, and the still stays. */
export const LostWhilePointedAt: Story = {
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
