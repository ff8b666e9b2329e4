import { useEffect, useRef, type RefObject } from 'react'
import { useScrubber } from './scrubber-context'

/**
 * Returns a ref of an element that moves with the position of the scrubber: `transformOf` returns its CSS transform for a
 * position from 0 to 1.
 */
export function useTransform<Element extends HTMLElement>(
  transformOf: (fraction: number) => string,
): RefObject<Element | null> {
  const { transform } = useScrubber()
  const ref = useRef<Element>(null)
  useEffect(() => (ref.current ? transform(ref.current, transformOf) : undefined))
  return ref
}
