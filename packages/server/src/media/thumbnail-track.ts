import { tileRectangle } from '@dailies/core'
import { declaredGrid } from '@dailies/core/internal'
import type { SpritesheetAsset } from '@dailies/core'

/** The grid of a spritesheet, as far as it is known. */
type SpritesheetGrid = Pick<SpritesheetAsset, 'columns' | 'rows' | 'count' | 'tile_width' | 'tile_height'>

/**
 * A WebVTT thumbnail track, as Vidstack, media-chrome and Video.js read it: one cue per tile, with a media fragment
 * that selects the tile's part of the spritesheet (https://www.w3.org/TR/media-frags/#naming-space). Undefined if the
 * grid or the length is not known.
 */
export function thumbnailTrack(
  spritesheet: SpritesheetGrid | undefined,
  seconds: number,
  spritesheetURL: string,
): string | undefined {
  const grid = declaredGrid(
    spritesheet && { state: 'ready', url: null, content_type: null, bytes: null, ...spritesheet },
  )
  if (!grid || !(seconds > 0)) return undefined
  const cues = Array.from({ length: grid.count }, (_, index) => {
    const { x, y, width, height } = tileRectangle(grid, index)
    const rectangle = [x, y, width, height].map(Math.floor).join()
    return `${time((index / grid.count) * seconds)} --> ${time(((index + 1) / grid.count) * seconds)}\n${spritesheetURL}#xywh=${rectangle}\n`
  })
  return `WEBVTT\n\n${cues.join('\n')}`
}

/** `hh:mm:ss.ttt` */
function time(seconds: number): string {
  const milliseconds = Math.round(seconds * 1_000)
  const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const fraction = String(milliseconds % 1_000).padStart(3, '0')
  return `${twoDigits(milliseconds / 3_600_000)}:${twoDigits((milliseconds / 60_000) % 60)}:${twoDigits((milliseconds / 1_000) % 60)}.${fraction}`
}
