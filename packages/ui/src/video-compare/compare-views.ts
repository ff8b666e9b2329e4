import { parseSize } from '../format'

/** How the videos are shown: beside one another, or two on top of one another with a wipe or as their difference. */
export type CompareView = 'side-by-side' | 'wipe' | 'difference'

// 1280x720 and 854x480 have the same shape.
const sameShape = 0.01

/** The views that these sizes allow: only two videos of one shape can lie on top of one another. */
export const viewsOf = (sizes: readonly string[]): readonly CompareView[] => {
  const [first, second] = sizes.map(ratioOf)
  const canOverlay = sizes.length === 2 && first && second && Math.abs(first / second - 1) < sameShape
  return canOverlay ? ['side-by-side', 'wipe', 'difference'] : ['side-by-side']
}

/** Whether a video is higher than wide. */
export const isPortrait = (size: string): boolean => (ratioOf(size) ?? 1) < 1

const ratioOf = (size: string): number | undefined => {
  const pixels = parseSize(size)
  return pixels && pixels.width / pixels.height
}
