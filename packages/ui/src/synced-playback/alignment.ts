/** What of a media element decides whether it is in step. */
export type Playhead = Pick<HTMLVideoElement, 'currentTime' | 'duration' | 'ended' | 'readyState' | 'seeking'>

// In seconds. A video of 24 frames per second shows each for 0.042: two that differ from the leader by the tolerance, one
// ahead and one behind, are still less than half a frame apart.
const tolerance = 0.008
const maxCorrection = 0.5
const lastFrame = 0.04

// What is corrected per second, of each second of distance. A video that a busy machine starts a frame late is in step after
// a quarter of a second, and corrections ten times a second do not overshoot.
const gain = 5
const maxChange = 0.25

// HAVE_FUTURE_DATA of HTML: a constant here, because arithmetic needs no browser.
const haveFutureData = 3

/** The longest of them; the first of several. */
export const leaderOf = <Media extends Playhead>(playable: readonly Media[]): Media | undefined => {
  const [first, ...rest] = playable
  return rest.reduce(
    (longest, media) => (media && longest && media.duration > longest.duration ? media : longest),
    first,
  )
}

/** The time of a video at a time of the group: a shorter one stays at its end. */
export const alignTime = ({ duration }: Playhead, time: number): number =>
  Math.max(0, Number.isFinite(duration) ? Math.min(time, duration) : time)

/** Whether it shows its last frame. */
export const isAtEnd = ({ currentTime, duration, ended }: Playhead): boolean => ended || currentTime >= duration

/** Whether it can play on, or shows its last frame. */
export const isReady = (media: Playhead): boolean =>
  !media.seeking && (media.readyState >= haveFutureData || isAtEnd(media))

/** The playback rate that brings a video into step; undefined if it is too far away and has to seek. */
export const correctedRate = (media: Playhead, leader: Playhead): number | undefined => {
  const target = alignTime(media, leader.currentTime)
  const ahead = media.currentTime - target
  // Both near the end of a shorter video: it ends by itself.
  if (Math.abs(ahead) <= tolerance || target >= media.duration - lastFrame) return 1
  return Math.abs(ahead) > maxCorrection ? undefined : 1 - Math.min(maxChange, Math.max(-maxChange, gain * ahead))
}
