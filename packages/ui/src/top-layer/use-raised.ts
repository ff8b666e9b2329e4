import { useLayoutEffect, useState } from 'react'
import { canRaise, raise } from './raise'

/** Props of an element that is in the top layer while `isRaised`, and else where the document has it. */
export function useRaised(isRaised: boolean): {
  ref: (element: HTMLElement | null) => void
  popover: 'manual' | undefined
} {
  const [element, ref] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => (isRaised && element ? raise(element) : undefined), [isRaised, element])
  // A browser that knows the attribute but has no method for it would only hide the element, and so does jsdom.
  return { ref, popover: isRaised && element && canRaise(element) ? 'manual' : undefined }
}
