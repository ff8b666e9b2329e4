import { useMemo, type Ref, type RefCallback } from 'react'

type AnyRef<Element> = Ref<Element> | undefined

const mergeRefs = <Element>(one: AnyRef<Element>, other: AnyRef<Element>): RefCallback<Element> => {
  let detach: (() => void)[] = []
  return (element) => {
    for (const each of detach) each()
    detach = element === null ? [] : [one, other].map((ref) => attach(ref, element))
  }
}

const attach = <Element>(ref: AnyRef<Element>, element: Element): (() => void) => {
  // What React 19 lets a ref return for its undoing is heeded.
  const undo = set(ref, element)
  return typeof undo === 'function' ? undo : () => void set(ref, null)
}

const set = <Element>(ref: AnyRef<Element>, element: Element | null) => {
  if (typeof ref === 'function') return ref(element)
  if (ref) ref.current = element
  return undefined
}

/** One ref that serves two, and is the same as long as they are. */
export const useMergedRefs = <Element>(one: AnyRef<Element>, other: AnyRef<Element>): RefCallback<Element> =>
  useMemo(() => mergeRefs(one, other), [one, other])
