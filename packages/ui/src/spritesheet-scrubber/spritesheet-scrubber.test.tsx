// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { Video } from '@dailies/core'
import { VideosProvider } from '@dailies/core/react'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { forwardRef, Profiler, StrictMode, useState, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { SpritesheetScrubber, SpritesheetScrubberPlayhead, SpritesheetScrubberRoot } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'

expectNoConsoleErrors()

const grid = { columns: 4, rows: 4, count: 14, tileWidth: 320, tileHeight: 180 }
const source = { src: '/sheet.jpg', poster: '/thumbnail.webp', seconds: 7, size: '1280x720', grid }

const show = (children: ReactNode) => render(<StrictMode>{children}</StrictMode>)
const slider = () => screen.getByRole('slider', { name: /^Scrub through the video/ })
const playhead = () => slider().querySelector<HTMLElement>('.dl-scrubber-playhead')
/** Where the playhead is, from 0 at the start of the video to 1 at its end. */
const position = () => Number(/[\d.]+(?=, 1px)/.exec(playhead()?.style.transform ?? '')?.[0])
const sheet = () => slider().querySelector<HTMLImageElement>('.dl-scrubber-sheet')

/** jsdom has no layout: mocks a box that is 200 px wide and starts at 100. */
const mockLayout = () =>
  vi.spyOn(slider(), 'getBoundingClientRect').mockReturnValue(DOMRect.fromRect({ x: 100, width: 200, height: 112 }))

const loadSheet = () => fireEvent.load(sheet() ?? slider())

it('lazy-loads the spritesheet on the first interaction', async () => {
  show(<SpritesheetScrubber {...source} />)
  expect(sheet()).toBeNull()
  expect(slider()).toHaveAttribute('data-state', 'idle')
  await userEvent.tab()
  expect(sheet()).toHaveAttribute('src', '/sheet.jpg')
  loadSheet()
  expect(slider()).toHaveAttribute('data-state', 'ready')
  expect(slider().querySelector('.dl-scrubber-times')?.textContent?.split('\n')).toHaveLength(71)
})

it('shows the frame under the pointer, and resets when the pointer leaves', () => {
  show(<SpritesheetScrubber {...source} />)
  mockLayout()
  fireEvent.pointerEnter(slider(), { pointerType: 'mouse' })
  fireEvent.pointerMove(slider(), { pointerType: 'mouse', clientX: 250 })
  expect(position()).toBe(0.75)
  expect(slider()).toHaveAttribute('data-active')
  expect(slider()).toHaveAttribute('aria-valuenow', '0')
  fireEvent.pointerLeave(slider(), { pointerType: 'mouse' })
  expect(position()).toBe(0)
  expect(slider()).not.toHaveAttribute('data-active')
})

it('scrubs without a React render, and changes nothing but transforms', () => {
  const onRender = vi.fn<() => void>()
  show(
    <Profiler id="scrubber" onRender={onRender}>
      <SpritesheetScrubber {...source} preload="auto" />
    </Profiler>,
  )
  loadSheet()
  mockLayout()
  fireEvent.pointerEnter(slider(), { pointerType: 'mouse' })
  onRender.mockClear()
  const changes = new MutationObserver(() => undefined)
  changes.observe(slider(), { attributes: true, childList: true, characterData: true, subtree: true })
  for (let clientX = 100; clientX < 300; clientX += 1)
    fireEvent.pointerMove(slider(), { pointerType: 'mouse', clientX })
  expect(onRender).not.toHaveBeenCalled()
  const records = changes.takeRecords()
  expect(new Set(records.map(({ attributeName }) => attributeName))).toEqual(new Set(['style']))
  const moved = [...new Set(records.map(({ target }) => target as HTMLElement))]
  expect(new Set(moved.map(({ className }) => className))).toEqual(
    new Set(['dl-scrubber-sheet', 'dl-scrubber-playhead', 'dl-scrubber-tag', 'dl-scrubber-times']),
  )
  // A custom property beside the transform would make each move a full restyle in Chromium.
  for (const { style } of moved) expect(style.cssText).not.toContain('--')
})

it('sets the position on elements of the user', () => {
  show(
    <SpritesheetScrubber {...source}>
      <span className="dl-position" data-testid="custom" />
    </SpritesheetScrubber>,
  )
  mockLayout()
  fireEvent.pointerEnter(slider(), { pointerType: 'mouse' })
  fireEvent.pointerMove(slider(), { pointerType: 'mouse', clientX: 250 })
  expect(screen.getByTestId('custom').style.getPropertyValue('--dl-position')).toBe('0.75000')
})

it('moves a playhead whose child replaces its own element', async () => {
  const Line = forwardRef<HTMLElement>(function Line(props, ref) {
    const [Tag, setTag] = useState<'i' | 'b'>('i')
    return <Tag {...props} ref={ref} data-testid="line" onClick={() => setTag('b')} />
  })
  show(
    <SpritesheetScrubberRoot {...source}>
      <SpritesheetScrubberPlayhead asChild>
        <Line />
      </SpritesheetScrubberPlayhead>
    </SpritesheetScrubberRoot>,
  )
  fireEvent.click(screen.getByTestId('line'))
  mockLayout()
  fireEvent.pointerEnter(slider(), { pointerType: 'mouse' })
  fireEvent.pointerMove(slider(), { pointerType: 'mouse', clientX: 250 })
  expect(playhead()?.tagName).toBe('B')
  expect(position()).toBe(0.75)
})

it('moves by a tile with arrow keys, by a fifth with page keys, and jumps with Home, End and digits', async () => {
  show(<SpritesheetScrubber {...source} preload="auto" />)
  loadSheet()
  await userEvent.tab()
  await userEvent.keyboard('{ArrowRight}')
  expect(slider()).toHaveAttribute('aria-valuenow', '0.5')
  expect(slider()).toHaveAttribute('aria-valuetext', '0.5 seconds of 7 seconds')
  await userEvent.keyboard('{PageUp}')
  expect(slider()).toHaveAttribute('aria-valuenow', '1.9')
  await userEvent.keyboard('{End}')
  expect(slider()).toHaveAttribute('aria-valuenow', '7')
  await userEvent.keyboard('5')
  expect(slider()).toHaveAttribute('aria-valuenow', '3.5')
  await userEvent.keyboard('{Home}')
  expect(slider()).toHaveAttribute('aria-valuenow', '0')
})

it('runs from right to left on a right-to-left page', async () => {
  show(
    <div dir="rtl">
      <SpritesheetScrubber {...source} style={{ direction: 'rtl' }} />
    </div>,
  )
  mockLayout()
  fireEvent.pointerEnter(slider(), { pointerType: 'mouse' })
  fireEvent.pointerMove(slider(), { pointerType: 'mouse', clientX: 250 })
  expect(position()).toBe(0.25)
  fireEvent.pointerLeave(slider())
  await userEvent.tab()
  await userEvent.keyboard('{ArrowLeft}')
  expect(slider()).toHaveAttribute('aria-valuenow', '0.35')
})

it('follows the time of a player, and calls onValueChange with every selected time', async () => {
  const onValueChange = vi.fn<(time: number) => void>()
  const { rerender } = render(<SpritesheetScrubber {...source} value={2} onValueChange={onValueChange} />)
  expect(slider()).toHaveAttribute('aria-valuetext', '2 seconds of 7 seconds')
  rerender(<SpritesheetScrubber {...source} value={3.5} onValueChange={onValueChange} />)
  expect(position()).toBe(0.5)
  expect(Number(slider().style.getPropertyValue('--dl-value'))).toBe(0.5)
  mockLayout()
  fireEvent.pointerDown(slider(), { pointerId: 1, isPrimary: true, button: 0, clientX: 200 })
  expect(onValueChange).toHaveBeenLastCalledWith(3.5)
  fireEvent.pointerMove(slider(), { pointerId: 1, clientX: 300 })
  expect(onValueChange).toHaveBeenLastCalledWith(7)
})

it('moves back if its user does not take over a selected time', async () => {
  show(<SpritesheetScrubber {...source} value={2} />)
  mockLayout()
  const press = { pointerId: 1, isPrimary: true, button: 0, clientX: 300 }
  fireEvent.pointerDown(slider(), press)
  expect(slider()).toHaveAttribute('aria-valuenow', '7')
  fireEvent.pointerUp(slider(), press)
  await waitFor(() => expect(slider()).toHaveAttribute('aria-valuenow', '2'))
})

it('keeps the time itself from its default, unless it is disabled', async () => {
  const onValueChange = vi.fn<(time: number) => void>()
  const { rerender } = render(<SpritesheetScrubber {...source} defaultValue={2} onValueChange={onValueChange} />)
  await userEvent.tab()
  expect(slider()).toHaveAttribute('aria-valuenow', '2')
  await userEvent.keyboard('{End}')
  expect(slider()).toHaveAttribute('aria-valuenow', '7')
  expect(onValueChange).toHaveBeenCalledExactlyOnceWith(7)
  rerender(<SpritesheetScrubber {...source} defaultValue={2} onValueChange={onValueChange} disabled />)
  await userEvent.keyboard('{Home}')
  expect(slider()).toHaveAttribute('aria-valuenow', '7')
  expect(slider()).toHaveAttribute('aria-disabled', 'true')
})

it('fires a click after a press, but not after a drag', () => {
  const onClick = vi.fn<() => void>()
  show(<SpritesheetScrubber {...source} onClick={onClick} />)
  mockLayout()
  const press = { pointerId: 1, isPrimary: true, button: 0, pointerType: 'touch' }
  fireEvent.pointerDown(slider(), { ...press, clientX: 120 })
  fireEvent.pointerMove(slider(), { ...press, clientX: 200 })
  fireEvent.pointerUp(slider(), press)
  fireEvent.click(slider())
  expect(onClick).not.toHaveBeenCalled()
  fireEvent.pointerDown(slider(), { ...press, clientX: 120 })
  fireEvent.pointerUp(slider(), press)
  fireEvent.click(slider())
  expect(onClick).toHaveBeenCalledOnce()
})

it('keeps the thumbnail and is not focusable if the spritesheet fails to load', () => {
  show(<SpritesheetScrubber {...source} preload="auto" />)
  fireEvent.error(sheet() ?? slider())
  expect(slider()).toHaveAttribute('data-state', 'unavailable')
  expect(slider()).toHaveAttribute('aria-disabled', 'true')
  expect(slider()).toHaveAttribute('tabindex', '-1')
  expect(slider().querySelector('.dl-video-image')).toHaveAttribute('src', '/thumbnail.webp')
})

it('renders HTML on the server that keeps its aspect ratio without a style attribute', () => {
  const html = renderToString(<SpritesheetScrubber {...source} value={2} />)
  expect(html).toContain('viewBox="0 0 1280 720"')
  expect(html).toContain('2 seconds of 7 seconds')
  expect(html).not.toMatch(/\sstyle=|blob:|data:[a-z]+\//)
})

it('computes the tile size of a grid declared by the server from the size of the spritesheet', async () => {
  const asset = { state: 'ready', content_type: null, bytes: null } as const
  const video: Video = {
    id: 'video_1',
    object: 'video',
    model: 'mini',
    status: 'completed',
    progress: 100,
    created_at: 0,
    completed_at: 1,
    expires_at: null,
    prompt: 'A boat',
    size: '1280x720',
    seconds: '7',
    remixed_from_video_id: null,
    error: null,
    assets: {
      version: 1,
      video: { ...asset, url: '/video' },
      thumbnail: { ...asset, url: '/thumbnail' },
      spritesheet: { ...asset, url: '/sheet', columns: 5, rows: 4, count: 18 },
    },
  }
  show(
    <VideosProvider baseURL="/api">
      <SpritesheetScrubber video={video} preload="auto" />
    </VideosProvider>,
  )
  Object.defineProperties(sheet(), { naturalWidth: { value: 1_280 }, naturalHeight: { value: 576 } })
  loadSheet()
  await waitFor(() => expect(slider()).toHaveAttribute('data-state', 'ready'))
  expect(['--dl-columns', '--dl-rows'].map((name) => slider().style.getPropertyValue(name))).toEqual(['5', '4'])
  await userEvent.tab()
  await userEvent.keyboard('{End}')
  // The eighteenth tile: the third of the fourth row.
  expect(sheet()?.style.transform).toBe('translate(round(down, -40%, 1px), round(down, -75%, 1px))')
})
