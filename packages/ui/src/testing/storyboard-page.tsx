import { VideosProvider } from '@dailies/core/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { setFrameDrag } from '../frames'
import { Storyboard, useStoryboardTarget, VideoPrompt, type StoryboardShot } from '..'

/** What was on the screen in one frame of the page. */
export interface ShownFrame {
  /** When, in milliseconds. */
  at: number
  /** The file of the element on the screen; undefined if there is none. */
  url: string | undefined
  /** The time of the frame in its file, in seconds. */
  mediaTime: number
  /** Whether the element had a picture: decoded, not seeking, and with more than one color. */
  hasPicture: boolean
}

declare global {
  interface Window {
    shots: readonly StoryboardShot[]
    /** Records each frame of the page until the storyboard stops. */
    recordShownFrames(): Promise<ShownFrame[]>
  }
}

const query = new URLSearchParams(location.search)
const initial: StoryboardShot[] = JSON.parse(query.get('shots') ?? '[]')
window.shots = initial

/** A card elsewhere on the page. */
const Card = ({ videoId }: { videoId: string }) => {
  const storyboard = useStoryboardTarget()
  return (
    <>
      <button
        type="button"
        draggable
        onDragStart={({ dataTransfer }) => setFrameDrag(dataTransfer, { videoId, at: 'first' })}
      >
        A card
      </button>
      <button type="button" disabled={!storyboard.available} onClick={() => storyboard.add(videoId)}>
        Add to storyboard
      </button>
    </>
  )
}

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <VideosProvider baseURL="/api">
        <Storyboard defaultValue={initial} onValueChange={(shots) => (window.shots = shots)} />
        {query.has('card') && <Card videoId={query.get('card') ?? ''} />}
        {query.has('prompt') && <VideoPrompt />}
      </VideosProvider>
    </StrictMode>,
  )

const canvas = document.createElement('canvas')
canvas.width = 16
canvas.height = 9
const context = canvas.getContext('2d', { willReadFrequently: true })

/** Whether the picture of an element has more than one color: an empty one is transparent, or black. */
const hasPicture = (media: HTMLVideoElement): boolean => {
  if (!context || media.seeking || media.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return false
  context.clearRect(0, 0, canvas.width, canvas.height)
  context.drawImage(media, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const colors = new Set(Array.from({ length: data.length / 4 }, (_, at) => data.slice(at * 4, at * 4 + 4).join()))
  return colors.size > 1
}

/** The video that is on top in the middle of the player, whatever the component says. */
const videoOnTop = (player: Element): HTMLVideoElement | undefined => {
  const { left, top, width, height } = player.getBoundingClientRect()
  // The elements take no pointer, so that a click goes to the player.
  player.toggleAttribute('data-probe', true)
  const found = document.elementFromPoint(left + width / 2, top + height / 2)
  player.toggleAttribute('data-probe', false)
  return found instanceof HTMLVideoElement ? found : undefined
}

const probe = new CSSStyleSheet()
probe.replaceSync('[data-probe] > * { pointer-events: auto !important }')
document.adoptedStyleSheets = [probe]

window.recordShownFrames = async () => {
  const frames: ShownFrame[] = []
  const player = document.querySelector('.dl-storyboard-player')
  const section = document.querySelector('.dl-storyboard')
  if (!player || !section) throw new Error('The page has no player.')
  const shown = new WeakMap<HTMLVideoElement, number>()
  let isRecording = true
  for (const media of player.querySelectorAll('video')) {
    const record: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      shown.set(media, mediaTime)
      if (isRecording) media.requestVideoFrameCallback(record)
    }
    media.requestVideoFrameCallback(record)
  }
  await new Promise<void>((resolve) => {
    let hasStarted = false
    const look = (at: number) => {
      const media = videoOnTop(player)
      const isPlaying = section.hasAttribute('data-playing')
      hasStarted ||= isPlaying
      if (isPlaying)
        frames.push({
          at,
          url: media?.currentSrc,
          mediaTime: (media && shown.get(media)) ?? Number.NaN,
          hasPicture: media !== undefined && hasPicture(media),
        })
      if (hasStarted && !isPlaying) resolve()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  isRecording = false
  return frames
}
