interface Box {
  left: number
  width: number
  bottom: number
}

/** Before which of the shots a point is; their number if it is after the last. They may wrap into rows. */
export function dropIndex(boxes: readonly Box[], { x, y }: { x: number; y: number }, isRightToLeft: boolean): number {
  // The first row that does not end above the point.
  const row = boxes.find(({ bottom }) => y <= bottom)?.bottom
  if (row === undefined) return boxes.length
  const isBefore = ({ left, width, bottom }: Box) =>
    bottom === row && (isRightToLeft ? x > left + width / 2 : x < left + width / 2)
  const index = boxes.findIndex(isBefore)
  return index >= 0 ? index : boxes.findLastIndex(({ bottom }) => bottom === row) + 1
}

/** {@link dropIndex} of the shots of a strip. */
export const dropIndexIn = (strip: Element, { clientX: x, clientY: y }: { clientX: number; clientY: number }): number =>
  dropIndex(
    [...strip.querySelectorAll(':scope > .dl-storyboard-shot')].map((shot) => shot.getBoundingClientRect()),
    { x, y },
    getComputedStyle(strip).direction === 'rtl',
  )

/** The index that a shot has after it was dropped before another. */
export const indexAfterDrop = (from: number, dropAt: number): number => (dropAt > from ? dropAt - 1 : dropAt)
