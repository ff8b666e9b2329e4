import { useCallback, type RefCallback } from 'react'

/** CSS custom properties by name. `undefined` removes the property. */
export type CustomProperties = Record<`--${string}`, string | number | undefined>

/**
 * Returns a ref that sets CSS custom properties on its element. They are set by script and not as a `style`
 * attribute: a Content-Security-Policy without `unsafe-inline` blocks that attribute in server-rendered HTML, while
 * the CSSOM is always allowed.
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

/** Sets CSS custom properties immediately, for movement without a React render. */
export const setCustomProperties = ({ style }: HTMLElement | SVGElement, properties: CustomProperties): void => {
  for (const [name, value] of Object.entries(properties)) {
    // An empty value removes the property.
    style.setProperty(name, `${value ?? ''}`)
  }
}
