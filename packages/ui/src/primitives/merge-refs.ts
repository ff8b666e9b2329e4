import { useMemo, type Ref, type RefCallback } from 'react'

type AnyRef<Element> = Ref<Element> | undefined

const mergeRefs = <Element>(first: AnyRef<Element>, second: AnyRef<Element>): RefCallback<Element> => {
  let detach: (() => void)[] = []
  return (element) => {
    for (const cleanup of detach) cleanup()
    detach = element === null ? [] : [first, second].map((ref) => attach(ref, element))
  }
}

const attach = <Element>(ref: AnyRef<Element>, element: Element): (() => void) => {
  // In React 19 a ref callback may return a cleanup function.
  const cleanup = set(ref, element)
  return typeof cleanup === 'function' ? cleanup : () => void set(ref, null)
}

const set = <Element>(ref: AnyRef<Element>, element: Element | null) => {
  if (typeof ref === 'function') return ref(element)
  if (ref) ref.current = element
  return undefined
}

/** Merges two refs into one, which stays the same as long as both do. */
export const useMergedRefs = <Element>(first: AnyRef<Element>, second: AnyRef<Element>): RefCallback<Element> =>
  useMemo(() => mergeRefs(first, second), [first, second])
