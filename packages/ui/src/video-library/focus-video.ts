/**
 * Focuses the card of a video, or the stack that it is in. If it does not exist any more, focuses the undo button of a deletion, else the first
 * card, else the first example of an empty library.
 */
export const focusVideo = (id?: string): void => {
  const selectors = ['[data-video], .dl-library-example']
  if (id !== undefined)
    selectors.unshift(`[data-video="${CSS.escape(id)}"]`, `[data-takes~="${CSS.escape(id)}"]`, '.dl-library-undo')
  for (const selector of selectors) {
    const element = document.querySelector<HTMLElement>(selector)
    if (element) return element.focus()
  }
}
