/**
 * Focuses the card of a video, or the stack that it is in. If it does not exist any more, focuses the undo button of a deletion, else the first
 * card, else the first example of an empty library.
 *
 * @param options.isListed the library lists the video: if its card is too far away to be rendered, the grid gets the focus,
 * whose keys start from the first card in sight
 */
export const focusVideo = (id?: string, { isListed = false }: { isListed?: boolean } = {}): void => {
  const selectors = ['[data-video], .dl-library-example']
  if (id !== undefined) {
    const own = [`[data-video="${CSS.escape(id)}"]`, `[data-takes~="${CSS.escape(id)}"]`]
    if (isListed && !document.querySelector(own.join()))
      return document.querySelector<HTMLElement>('.dl-library-videos')?.focus({ preventScroll: true })
    selectors.unshift(...own, '.dl-library-undo')
  }
  for (const selector of selectors) {
    const element = document.querySelector<HTMLElement>(selector)
    if (element) return element.focus()
  }
  return undefined
}
