import { useEffect, useState, type RefObject } from 'react'
import { listen } from '../primitives'

type Film = RefObject<HTMLVideoElement | null>

/** Plays two films as one: the first leads, the second follows. */
export function useTogether(first: Film, second: Film): { isPlaying: boolean; toggle(): void } {
  const [isPlaying, setPlaying] = useState(false)
  useEffect(() => {
    if (!isPlaying || !first.current || !second.current) return undefined
    return playTogether(first.current, second.current, () => setPlaying(false))
  }, [isPlaying, first, second])
  return { isPlaying, toggle: () => setPlaying((playing) => !playing) }
}

// Further apart than a frame or two the eye sees the seam of a wipe.
const tolerance = 0.08

/** @param onRefused the browser wants a gesture first, or cannot play a file */
const playTogether = (leader: HTMLVideoElement, follower: HTMLVideoElement, onError: () => void): (() => void) => {
  const follow = () => {
    const wanted = follower.duration ? leader.currentTime % follower.duration : leader.currentTime
    if (Math.abs(follower.currentTime - wanted) > tolerance) follower.currentTime = wanted
  }
  let isStopped = false
  const leave = listen(leader, { timeupdate: follow })
  follow()
  Promise.all([leader.play(), follower.play()]).catch(() => isStopped || onError())
  return () => {
    isStopped = true
    leave()
    leader.pause()
    follower.pause()
  }
}
