import { useState } from 'react'
import { keep, readKept } from './kept'

const key = 'dailies_thumbnail_size'

/** About how high a row of videos can be, in CSS pixels. */
export const thumbnailSizes = { least: 100, most: 400, step: 10 } as const

/** The size of the thumbnails that was chosen on this device. */
export function useThumbnailSize(): [size: number, choose: (size: number) => void] {
  const [size, setSize] = useState(kept)
  const choose = (next: number) => {
    setSize(next)
    keep(key, String(next))
  }
  return [size, choose]
}

function kept(): number {
  const size = Number(readKept(key))
  return size >= thumbnailSizes.least && size <= thumbnailSizes.most ? size : usual()
}

/** Larger in a wide window, which is also seen from further away. */
function usual(): number {
  const { step } = thumbnailSizes
  return Math.min(280, Math.max(160, Math.round((innerWidth * 0.11) / step) * step))
}
