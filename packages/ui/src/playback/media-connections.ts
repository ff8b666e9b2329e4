/**
 * The media elements of the page that load the file of a video. Over HTTP/1.1 a browser opens six connections to an origin, and
 * a media element may keep one for as long as it exists. With four of them, events, thumbnails and requests always have two.
 */
const maxConnections = 4
const maxPreviews = 2

let players = 0
let previews: readonly { stop(): void }[] = []

/** Counts a player, which the user has opened. It always loads; a preview stops for it if it must. @returns ends it */
export const holdConnection = (): (() => void) => {
  players += 1
  const excess = previews.slice(0, Math.max(0, players + previews.length - maxConnections))
  for (const preview of excess) preview.stop()
  return () => {
    players -= 1
  }
}

/**
 * Counts a preview, which plays by itself. The oldest of two stops for it.
 *
 * @param stop called when it has to stop, and counts no longer
 * @returns ends it; undefined if the players leave no connection
 */
export const startPreview = (stop: () => void): (() => void) | undefined => {
  if (players >= maxConnections) return undefined
  const end = () => {
    previews = previews.filter((other) => other !== preview)
  }
  const preview = {
    stop() {
      end()
      stop()
    },
  }
  const free = Math.min(maxPreviews, maxConnections - players) - 1
  for (const oldest of previews.slice(0, Math.max(0, previews.length - free))) oldest.stop()
  previews = [...previews, preview]
  return end
}
