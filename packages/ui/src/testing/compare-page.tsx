import { VideosProvider } from '@dailies/core/react'
import { createRoot } from 'react-dom/client'
import { VideoCompare } from '..'
import type { ReportedFrame } from './frames-in-step'

/** What the compared videos showed. */
interface Recording {
  /** The frames of each video. */
  videos: ReportedFrame[][]
  /** The times at which the page was drawn, in milliseconds. */
  moments: number[]
  /** At how many of them the positions of all videos were less than a frame apart. */
  close: number
  loops: number
  /** The frames of one loop. */
  length: number
}

declare global {
  interface Window {
    recordFrames(ms: number): Promise<Recording>
    kept: string[]
  }
}

const root = document.getElementById('root')
const ids = new URLSearchParams(location.search).getAll('id')
const keep = ({ id }: { id: string }) => window.kept.push(id)
window.kept = []
if (root)
  createRoot(root).render(
    <VideosProvider baseURL="/api">
      <VideoCompare ids={ids} onKeep={keep} />
    </VideosProvider>,
  )

// The sandbox renders 24 frames per second.
const frameRate = 24

/** Records the frames that all videos show, and how far apart their positions are each time that the page is drawn. */
window.recordFrames = async (ms) => {
  const elements = [...document.querySelectorAll('video')]
  const duration = Math.min(...elements.map((video) => video.duration))
  // From the end of a loop to the start of the next is no distance.
  const distance = (times: number[]) => {
    const straight = Math.max(...times) - Math.min(...times)
    return Math.min(straight, duration - straight)
  }
  const moments: number[] = []
  let [close, loops] = [0, 0]
  let isRecording = true
  const videos = elements.map((video) => {
    const frames: ReportedFrame[] = []
    const record: VideoFrameRequestCallback = (_now, { mediaTime, expectedDisplayTime, presentedFrames }) => {
      const index = Math.round(mediaTime * frameRate)
      if (index < (frames.at(-1)?.index ?? 0) && video === elements[0]) loops += 1
      frames.push({ shownAt: expectedDisplayTime, index, count: presentedFrames })
      if (isRecording) video.requestVideoFrameCallback(record)
    }
    video.requestVideoFrameCallback(record)
    return frames
  })
  const end = performance.now() + ms
  await new Promise<void>((resolve) => {
    const recordMoment = (now: number) => {
      moments.push(now)
      if (distance(elements.map(({ currentTime }) => currentTime)) < 1 / frameRate) close += 1
      if (now < end) requestAnimationFrame(recordMoment)
      else resolve()
    }
    requestAnimationFrame(recordMoment)
  })
  isRecording = false
  return { videos, moments, close, loops, length: Math.round(duration * frameRate) }
}
