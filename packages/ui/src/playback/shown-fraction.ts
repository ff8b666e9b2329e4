const getters = new WeakMap<Element, () => number>()

/** Says which position a scrubber shows: `get` returns it, from 0 to 1. */
export const setShownFraction = (slider: Element, get: () => number): void => void getters.set(slider, get)

/** The position that the scrubber inside an element shows, from 0 to 1; undefined while the user is not scrubbing. */
export function shownFraction(container: Element | undefined): number | undefined {
  const slider = container?.querySelector('.dl-scrubber[data-active]')
  return slider ? getters.get(slider)?.() : undefined
}
