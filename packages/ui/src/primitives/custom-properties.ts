import { useCallback, type RefCallback } from 'react'

/** Custom properties by name; undefined removes one. */
export type CustomProperties = Record<`--${string}`, string | number | undefined>

/**
 * A ref that keeps custom properties on its element. They are set by script and not as a `style` attribute: server-rendered HTML
 * with one is refused by a Content-Security-Policy without `unsafe-inline`, while the CSSOM is always allowed.
 */
export function useCustomProperties(properties: CustomProperties): RefCallback<HTMLElement | SVGElement> {
  const written = JSON.stringify(properties)
  return useCallback(
    (element: HTMLElement | SVGElement | null) => {
      if (element) setCustomProperties(element, JSON.parse(written))
    },
    [written],
  )
}

/** Sets custom properties at once, for what moves without a render. */
export const setCustomProperties = ({ style }: HTMLElement | SVGElement, properties: CustomProperties): void => {
  for (const [name, value] of Object.entries(properties)) {
    // An empty value removes it.
    style.setProperty(name, `${value ?? ''}`)
  }
}
