import { useRef, type RefCallback } from 'react'
import { useScrubber } from './scrubber-context'

/**
 * Returns a ref of an element that moves with the position of the scrubber: `transformOf` returns its CSS transform for a
 * position from 0 to 1. A ref and no effect, because the child of a part may replace its element without a render of the part.
 */
export function useTransform(transformOf: (fraction: number) => string): RefCallback<HTMLElement> {
  const { transform } = useScrubber()
  const end = useRef<() => void>(undefined)
  return (element) => {
    end.current?.()
    end.current = element ? transform(element, transformOf) : undefined
  }
}
