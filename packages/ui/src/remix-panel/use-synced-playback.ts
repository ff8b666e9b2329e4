import { useEffect, useState, type RefObject } from 'react'
import { listen } from '../primitives'

type VideoRef = RefObject<HTMLVideoElement | null>

/** Plays two videos in sync: the second follows the time of the first. */
export function useSyncedPlayback(first: VideoRef, second: VideoRef): { isPlaying: boolean; toggle(): void } {
  const [isPlaying, setPlaying] = useState(false)
  useEffect(() => {
    if (!isPlaying || !first.current || !second.current) return undefined
    return playInSync(first.current, second.current, () => setPlaying(false))
  }, [isPlaying, first, second])
  return { isPlaying, toggle: () => setPlaying((playing) => !playing) }
}

// In seconds. With a larger offset than a frame or two, the seam of the wipe becomes visible.
const tolerance = 0.08

/** @param onError called if the browser requires a user gesture or cannot play a file */
const playInSync = (leader: HTMLVideoElement, follower: HTMLVideoElement, onError: () => void): (() => void) => {
  const syncFollower = () => {
    const target = follower.duration ? leader.currentTime % follower.duration : leader.currentTime
    if (Math.abs(follower.currentTime - target) > tolerance) follower.currentTime = target
  }
  let isStopped = false
  const stopListening = listen(leader, { timeupdate: syncFollower })
  syncFollower()
  Promise.all([leader.play(), follower.play()]).catch(() => isStopped || onError())
  return () => {
    isStopped = true
    stopListening()
    leader.pause()
    follower.pause()
  }
}
