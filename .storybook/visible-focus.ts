const focusable = 'a[href], button, input, select, textarea, [tabindex="0"]'

/** Reports the tab stops without a visible focus ring. */
export function controlsWithoutFocusRing(): string[] {
  const before = document.activeElement
  const hidden = [...document.querySelectorAll<HTMLElement>(focusable)].filter((stop) => {
    if (!isReachable(stop)) return false
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const unfocusedRings = ringsAround(stop)
    stop.focus({ preventScroll: true })
    // An open dialog takes the focus back from elements behind it.
    if (document.activeElement !== stop) return false
    const rings = ringsAround(stop)
    return rings === '' || rings === unfocusedRings
  })
  if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  return hidden.map((stop) => `no focus ring on ${stop.outerHTML.slice(0, 120)}`)
}

const isReachable = (stop: HTMLElement) =>
  !stop.matches(':disabled, [aria-hidden=true] *, [inert] *') && stop.tabIndex >= 0 && stop.checkVisibility()

/**
 * Every outline of at least 2 px on the tab stop, its ancestors, or its previous sibling if the stop itself is an
 * invisible overlay.
 */
const ringsAround = (stop: HTMLElement): string =>
  [stop, stop.parentElement, stop.parentElement?.parentElement, stop.previousElementSibling, frameOf(stop)]
    .flatMap((element) => (element?.checkVisibility({ opacityProperty: true }) ? [element] : []))
    .flatMap((element) => ['', '::before', '::after'].map((pseudo) => getComputedStyle(element, pseudo)))
    .filter(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2)
    .map(({ outlineColor, outlineWidth }) => `${outlineColor} ${outlineWidth}`)
    .join()

/** The frame of a video card: the text button below a video shows its focus ring around this frame. */
const frameOf = (stop: HTMLElement): Element | null | undefined =>
  stop.matches('.dl-card-open') ? stop.closest('.dl-card')?.querySelector('.dl-media') : undefined
