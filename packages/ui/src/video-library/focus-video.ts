/**
 * Goes to the card of a film. Where that one is gone, to the way back if it was just deleted, else to the first card, or to what stands
 * where there are none.
 */
export const focusVideo = (id?: string): void => {
  const places = ['[data-video], .dl-library-example']
  if (id !== undefined) places.unshift(`[data-video="${CSS.escape(id)}"]`, '.dl-library-undo')
  for (const place of places) {
    const element = document.querySelector<HTMLElement>(place)
    if (element) return element.focus()
  }
}
