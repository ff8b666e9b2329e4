const stops = 'a[href], button, input, select, textarea, [tabindex="0"]'

/** The tab stops that look the same with the keyboard on them. */
export function unfocused(): string[] {
  const before = document.activeElement
  const hidden = [...document.querySelectorAll<HTMLElement>(stops)].filter((stop) => {
    if (!isReachable(stop)) return false
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const rest = ringsAround(stop)
    stop.focus({ preventScroll: true })
    // A dialog takes the focus back from what lies behind it.
    if (document.activeElement !== stop) return false
    const rings = ringsAround(stop)
    return rings === '' || rings === rest
  })
  if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  return hidden.map((stop) => `no ring on ${stop.outerHTML.slice(0, 120)}`)
}

const isReachable = (stop: HTMLElement) =>
  !stop.matches(':disabled, [aria-hidden=true] *, [inert] *') && stop.tabIndex >= 0 && stop.checkVisibility()

/** Every outline of at least 2 px on the stop, around it, or beside it where the stop itself is laid over a picture unseen. */
const ringsAround = (stop: HTMLElement): string =>
  [stop, stop.parentElement, stop.parentElement?.parentElement, stop.previousElementSibling, frameOf(stop)]
    .flatMap((element) => (element?.checkVisibility({ opacityProperty: true }) ? [element] : []))
    .flatMap((element) => ['', '::before', '::after'].map((part) => getComputedStyle(element, part)))
    .filter(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2)
    .map(({ outlineColor, outlineWidth }) => `${outlineColor} ${outlineWidth}`)
    .join()

/** The words under a film open it, and are shown by a ring around its frame. */
const frameOf = (stop: HTMLElement): Element | null | undefined =>
  stop.matches('.dl-card-open') ? stop.closest('.dl-card')?.querySelector('.dl-stage') : undefined
