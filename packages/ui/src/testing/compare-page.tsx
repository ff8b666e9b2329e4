import { VideosProvider } from '@dailies/core/react'
import { createRoot } from 'react-dom/client'
import { VideoCompare } from '..'

/** How well the videos were in step. Times are in seconds. */
interface Step {
  /** In how many samples their times were less than one frame apart. */
  close: number
  samples: number
  /** In how many samples the frames on the screen were at most one frame apart. */
  inStep: number
  loops: number
  /** The length of a frame. */
  frame: number
}

declare global {
  interface Window {
    measureStep(ms: number): Promise<Step>
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

/** Compares the `mediaTime` of the frames that are on the screen, once per rendered frame of the page. */
window.measureStep = async (ms) => {
  const videos = [...document.querySelectorAll('video')]
  const length = Math.min(...videos.map(({ duration }) => duration))
  // From the end of a loop to the start of the next is no distance.
  const distance = (times: number[]) => {
    const straight = Math.max(...times) - Math.min(...times)
    return Math.min(straight, length - straight)
  }
  const shown = new Map<HTMLVideoElement, number>()
  let [close, samples, inStep, loops, frame] = [0, 0, 0, 0, Infinity]
  let isMeasuring = true
  for (const video of videos) {
    const record: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      const previous = shown.get(video)
      shown.set(video, mediaTime)
      if (previous !== undefined && mediaTime > previous) frame = Math.min(frame, mediaTime - previous)
      if (previous !== undefined && mediaTime < previous && video === videos[0]) loops += 1
      if (isMeasuring) video.requestVideoFrameCallback(record)
    }
    video.requestVideoFrameCallback(record)
  }
  const end = performance.now() + ms
  await new Promise<void>((resolve) => {
    // Runs after the callbacks of all videos whose frame is new.
    const compare = (now: number) => {
      if (shown.size === videos.length) {
        samples += 1
        if (distance(videos.map(({ currentTime }) => currentTime)) < frame) close += 1
        // The times of a file are rounded to its timescale.
        if (distance([...shown.values()]) < frame + 0.002) inStep += 1
      }
      if (now < end) requestAnimationFrame(compare)
      else resolve()
    }
    requestAnimationFrame(compare)
  })
  isMeasuring = false
  return { close, samples, inStep, loops, frame }
}
