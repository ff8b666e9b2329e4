import { useMemo, type Ref, type RefCallback } from 'react'

/** One ref that serves several. */
const mergeRefs = <Element>(...refs: (Ref<Element> | undefined)[]): RefCallback<Element> => {
  let detach: (() => void)[] = []
  return (element) => {
    for (const each of detach) each()
    detach = element === null ? [] : refs.map((ref) => attach(ref, element))
  }
}

const attach = <Element>(ref: Ref<Element> | undefined, element: Element): (() => void) => {
  // What React 19 lets a ref return for its undoing is heeded.
  const undo = set(ref, element)
  return typeof undo === 'function' ? undo : () => void set(ref, null)
}

const set = <Element>(ref: Ref<Element> | undefined, element: Element | null) => {
  if (typeof ref === 'function') return ref(element)
  if (ref) ref.current = element
  return undefined
}

/** The same ref as long as they are the same. */
export const useMergedRefs = <Element>(
  one: Ref<Element> | undefined,
  other: Ref<Element> | undefined,
): RefCallback<Element> => useMemo(() => mergeRefs(one, other), [one, other])
