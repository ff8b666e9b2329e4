import { tileRectangle, declaredGrid } from '@dailies/core'
import type { SpritesheetAsset } from '@dailies/core'

/** The grid, as far as it is known of a spritesheet. */
type KnownSheet = Pick<SpritesheetAsset, 'columns' | 'rows' | 'count' | 'tile_width' | 'tile_height'>

/**
 * A WebVTT storyboard, as Vidstack, media-chrome and Video.js read it: a cue for each tile, which names its part of the picture by a media
 * fragment (https://www.w3.org/TR/media-frags/#naming-space). Undefined where grid or length are not known.
 *
 * @param address of the spritesheet
 */
export function thumbnailTrack(sheet: KnownSheet | undefined, seconds: number, address: string): string | undefined {
  const grid = declaredGrid(sheet && { state: 'ready', url: null, content_type: null, bytes: null, ...sheet })
  if (!grid || !(seconds > 0)) return undefined
  const cues = Array.from({ length: grid.count }, (_, index) => {
    const { x, y, width, height } = tileRectangle(grid, index)
    const place = [x, y, width, height].map(Math.floor).join()
    return `${time((index / grid.count) * seconds)} --> ${time(((index + 1) / grid.count) * seconds)}\n${address}#xywh=${place}\n`
  })
  return `WEBVTT\n\n${cues.join('\n')}`
}

/** `hh:mm:ss.ttt` */
function time(seconds: number): string {
  const milliseconds = Math.round(seconds * 1_000)
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const rest = String(milliseconds % 1_000).padStart(3, '0')
  return `${two(milliseconds / 3_600_000)}:${two((milliseconds / 60_000) % 60)}:${two((milliseconds / 1_000) % 60)}.${rest}`
}
