/** Whether the browser can raise popovers (Chrome 114, Firefox 125, Safari 17). jsdom cannot. */
export const canRaise = (element: HTMLElement): boolean => typeof element.showPopover === 'function'

/**
 * Raises an element with the attribute `popover="manual"` into the top layer of the browser: above every z-index and
 * every modal that is already open, and clipped by no ancestor, while it inherits styles from where it is in the
 * document. Does nothing where the browser cannot, or outside of the document.
 *
 * @returns lowers it again
 */
export const raise = (element: HTMLElement): (() => void) => {
  if (!canRaise(element) || !element.isConnected || element.popover === null) return () => {}
  if (!element.matches(':popover-open')) element.showPopover()
  return () => {
    // It may have lost its attribute since, and is lowered then.
    if (element.popover !== null) element.hidePopover()
  }
}
