// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { act, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoPlayer, type VideoPlayerProps } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { mockMedia, playTo } from '../testing/mock-media'
import { createTestApp, type TestApp } from '../testing/test-app'

expectNoConsoleErrors()
beforeEach(mockMedia)

const showPlayer = async (props: Partial<VideoPlayerProps>, app: TestApp = createTestApp()) => {
  const { id } = await app.videos.create({ prompt: 'A fox in the snow', model: 'mini', size: '320x192', seconds: '4' })
  await app.advance(60)
  const { rerender } = app.show(<VideoPlayer id={id} {...props} />)
  const media = await screen.findByLabelText<HTMLVideoElement>('A fox in the snow', { selector: 'video' })
  return { media, id, rerender }
}

const ControlledPlayer = ({ id, onChange }: { id: string; onChange(state: object): void }) => {
  const [playing, setPlaying] = useState(false)
  const [muted, setMuted] = useState(true)
  const [time, setTime] = useState(1)
  onChange({ playing, muted, time })
  return (
    <VideoPlayer
      id={id}
      playing={playing}
      onPlayingChange={setPlaying}
      muted={muted}
      onMutedChange={setMuted}
      time={time}
      onTimeChange={setTime}
    />
  )
}

it('starts with its defaults and reports changes', async () => {
  const onPlayingChange = vi.fn<(playing: boolean) => void>()
  const onMutedChange = vi.fn<(muted: boolean) => void>()
  const onTimeChange = vi.fn<(time: number) => void>()
  const { media } = await showPlayer({
    defaultMuted: true,
    defaultPlaying: true,
    defaultTime: 2,
    onPlayingChange,
    onMutedChange,
    onTimeChange,
  })
  expect(media).toMatchObject({ muted: true, paused: false, currentTime: 2 })
  await userEvent.click(screen.getByRole('button', { name: 'Turn sound on' }))
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }))
  act(() => screen.getByRole('slider').focus())
  await userEvent.keyboard('{ArrowRight}')
  expect(media).toMatchObject({ muted: false, paused: true, currentTime: 3 })
  expect(onMutedChange.mock.calls).toEqual([[false]])
  expect(onPlayingChange.mock.calls.at(-1)).toEqual([false])
  expect(onTimeChange.mock.calls.at(-1)).toEqual([3])
})

it('only requests changes of controlled state', async () => {
  const onPlayingChange = vi.fn<(playing: boolean) => void>()
  const onMutedChange = vi.fn<(muted: boolean) => void>()
  const onTimeChange = vi.fn<(time: number) => void>()
  const controlled = { playing: false, onPlayingChange, muted: true, onMutedChange, time: 1, onTimeChange }
  const { media } = await showPlayer(controlled)
  await userEvent.click(screen.getByRole('button', { name: 'Play' }))
  await userEvent.click(screen.getByRole('button', { name: 'Turn sound on' }))
  act(() => screen.getByRole('slider').focus())
  await userEvent.keyboard('{ArrowRight}')
  expect(onPlayingChange.mock.calls).toEqual([[true]])
  expect(onMutedChange.mock.calls).toEqual([[false]])
  expect(onTimeChange.mock.calls).toEqual([[2]])
  expect(media).toMatchObject({ muted: true, paused: true, currentTime: 1 })
  await waitFor(() => expect(screen.getByRole('slider')).toHaveAttribute('aria-valuenow', '1'))
})

it('follows state that its user keeps, and does not seek back during playback', async () => {
  const app = createTestApp()
  const { id } = await app.videos.create({ prompt: 'A fox in the snow', model: 'mini', size: '320x192', seconds: '4' })
  await app.advance(60)
  let state = {}
  app.show(<ControlledPlayer id={id} onChange={(next) => (state = next)} />)
  const media = await screen.findByLabelText<HTMLVideoElement>('A fox in the snow', { selector: 'video' })
  await userEvent.click(screen.getByRole('button', { name: 'Play' }))
  await userEvent.click(screen.getByRole('button', { name: 'Turn sound on' }))
  expect(media).toMatchObject({ muted: false, paused: false, currentTime: 1 })
  for (const time of [1.25, 1.5, 1.75]) act(() => playTo(media, time))
  expect(state).toEqual({ playing: true, muted: false, time: 1.75 })
  expect(media.currentTime).toBe(1.75)
  // A media key.
  act(() => void media.pause())
  expect(state).toEqual({ playing: false, muted: false, time: 1.75 })
})

it('reports that the browser refuses to play with sound', async () => {
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockRejectedValue(new DOMException('', 'NotAllowedError'))
  const onPlayingChange = vi.fn<(playing: boolean) => void>()
  await showPlayer({ playing: true, onPlayingChange })
  await waitFor(() => expect(onPlayingChange).toHaveBeenCalledWith(false))
})

it('does nothing while it is disabled', async () => {
  const { media } = await showPlayer({ disabled: true })
  for (const name of ['Play', 'Turn sound off', 'Repeat', 'Full screen'])
    expect(screen.getByRole('button', { name })).toBeDisabled()
  expect(screen.getByRole('slider')).toHaveAttribute('aria-disabled', 'true')
  await userEvent.click(media)
  expect(media.paused).toBe(true)
})

it('calls onError if the server rejects the file', async () => {
  const app = createTestApp()
  const onError = vi.fn<(error: Error) => void>()
  const { media } = await showPlayer({ onError }, app)
  app.intercept.with = ({ url }) =>
    url.includes('/content')
      ? Promise.resolve(Response.json({ error: { code: 'forbidden', message: 'No.' } }, { status: 403 }))
      : undefined
  for (let attempt = 0; attempt < 3; attempt += 1) act(() => media.dispatchEvent(new Event('error')))
  await waitFor(() => expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'forbidden' })))
})
