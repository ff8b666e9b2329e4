// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { Video } from '@dailies/core'
import { VideosProvider } from '@dailies/core/react'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Profiler, StrictMode, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { SpritesheetScrubber } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'

expectNoConsoleErrors()

const grid = { columns: 4, rows: 4, count: 14, tileWidth: 320, tileHeight: 180 }
const film = { src: '/sheet.jpg', poster: '/still.webp', seconds: 7, size: '1280x720', grid }

const show = (children: ReactNode) => render(<StrictMode>{children}</StrictMode>)
const slider = () => screen.getByRole('slider', { name: 'Scrub through the video' })
const line = () => slider().querySelector<HTMLElement>('.dl-scrubber-playhead')
const at = () => Number(line()?.style.getPropertyValue('--dl-position'))
const sheet = () => slider().querySelector<HTMLImageElement>('.dl-scrubber-sheet')

/** jsdom lays nothing out: the box is 200 wide, beginning at 100. */
const place = () =>
  vi.spyOn(slider(), 'getBoundingClientRect').mockReturnValue(DOMRect.fromRect({ x: 100, width: 200, height: 112 }))

const arrive = () => fireEvent.load(sheet() ?? slider())

it('asks for the sheet only once somebody is interested', async () => {
  show(<SpritesheetScrubber {...film} />)
  expect(sheet()).toBeNull()
  expect(slider()).toHaveAttribute('data-state', 'idle')
  await userEvent.tab()
  expect(sheet()).toHaveAttribute('src', '/sheet.jpg')
  arrive()
  expect(slider()).toHaveAttribute('data-state', 'ready')
})

it('shows the moment under the pointer, and goes back when it leaves', () => {
  show(<SpritesheetScrubber {...film} />)
  place()
  fireEvent.pointerEnter(slider(), { pointerType: 'mouse' })
  fireEvent.pointerMove(slider(), { pointerType: 'mouse', clientX: 250 })
  expect(at()).toBe(0.75)
  expect(slider()).toHaveAttribute('data-active')
  expect(slider()).toHaveAttribute('aria-valuenow', '0')
  fireEvent.pointerLeave(slider(), { pointerType: 'mouse' })
  expect(at()).toBe(0)
  expect(slider()).not.toHaveAttribute('data-active')
})

it('scrubs without a single React render, and changes one property for each move', () => {
  const onRender = vi.fn<() => void>()
  show(
    <Profiler id="scrubber" onRender={onRender}>
      <SpritesheetScrubber {...film} preload="auto" />
    </Profiler>,
  )
  arrive()
  place()
  fireEvent.pointerEnter(slider(), { pointerType: 'mouse' })
  onRender.mockClear()
  const write = vi.spyOn(CSSStyleDeclaration.prototype, 'setProperty')
  const changes = new MutationObserver(() => undefined)
  changes.observe(slider(), { attributes: true, childList: true, characterData: true, subtree: true })
  for (let clientX = 100; clientX < 300; clientX += 1)
    fireEvent.pointerMove(slider(), { pointerType: 'mouse', clientX })
  expect(onRender).not.toHaveBeenCalled()
  // The sheet, the line and the tag.
  expect(write).toHaveBeenCalledTimes(3 * 200)
  expect(new Set(write.mock.calls.map(([name]) => name))).toEqual(new Set(['--dl-position']))
  expect(new Set(changes.takeRecords().map(({ attributeName }) => attributeName))).toEqual(new Set(['style']))
})

it('goes by tile with arrows, by a fifth with page keys, and to places with Home, End and digits', async () => {
  show(<SpritesheetScrubber {...film} preload="auto" />)
  arrive()
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

it('runs from the right where the page does', async () => {
  show(
    <div dir="rtl">
      <SpritesheetScrubber {...film} style={{ direction: 'rtl' }} />
    </div>,
  )
  place()
  fireEvent.pointerEnter(slider(), { pointerType: 'mouse' })
  fireEvent.pointerMove(slider(), { pointerType: 'mouse', clientX: 250 })
  expect(at()).toBe(0.25)
  fireEvent.pointerLeave(slider())
  await userEvent.tab()
  await userEvent.keyboard('{ArrowLeft}')
  expect(slider()).toHaveAttribute('aria-valuenow', '0.35')
})

it('follows a player and tells it every chosen moment', async () => {
  const onSeek = vi.fn<(time: number) => void>()
  const { rerender } = render(<SpritesheetScrubber {...film} time={2} onSeek={onSeek} />)
  expect(slider()).toHaveAttribute('aria-valuetext', '2 seconds of 7 seconds')
  rerender(<SpritesheetScrubber {...film} time={3.5} onSeek={onSeek} />)
  expect(at()).toBe(0.5)
  place()
  fireEvent.pointerDown(slider(), { pointerId: 1, isPrimary: true, button: 0, clientX: 200 })
  expect(onSeek).toHaveBeenLastCalledWith(3.5)
  fireEvent.pointerMove(slider(), { pointerId: 1, clientX: 300 })
  expect(onSeek).toHaveBeenLastCalledWith(7)
})

it('a drag opens nothing, a press does', () => {
  const onClick = vi.fn<() => void>()
  show(<SpritesheetScrubber {...film} onClick={onClick} />)
  place()
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

it('a sheet that cannot be had leaves the still, and nothing to focus', () => {
  show(<SpritesheetScrubber {...film} preload="auto" />)
  fireEvent.error(sheet() ?? slider())
  expect(slider()).toHaveAttribute('data-state', 'unavailable')
  expect(slider()).toHaveAttribute('aria-disabled', 'true')
  expect(slider()).toHaveAttribute('tabindex', '-1')
  expect(slider().querySelector('.dl-video-image')).toHaveAttribute('src', '/still.webp')
})

it('server-rendered HTML holds its shape without a style attribute', () => {
  const html = renderToString(<SpritesheetScrubber {...film} time={2} />)
  expect(html).toContain('viewBox="0 0 1280 720"')
  expect(html).toContain('2 seconds of 7 seconds')
  expect(html).not.toMatch(/\sstyle=|blob:|data:[a-z]+\//)
})

it('a grid that the server tells unseen is cut by the size of the sheet', async () => {
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
      thumbnail: { ...asset, url: '/still' },
      spritesheet: { ...asset, url: '/sheet', columns: 5, rows: 4, count: 18 },
    },
  }
  show(
    <VideosProvider baseURL="/api">
      <SpritesheetScrubber video={video} preload="auto" />
    </VideosProvider>,
  )
  Object.defineProperties(sheet(), { naturalWidth: { value: 1_280 }, naturalHeight: { value: 576 } })
  arrive()
  await waitFor(() => expect(slider()).toHaveAttribute('data-state', 'ready'))
  const told = ['--dl-columns', '--dl-rows', '--dl-count'].map((name) => slider().style.getPropertyValue(name))
  expect(told).toEqual(['5', '4', '18'])
})
