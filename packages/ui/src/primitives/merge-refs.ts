import { useMemo, type Ref, type RefCallback } from 'react'

/** One ref that serves several; what React 19 lets a ref return for its undoing is heeded. */
const mergeRefs = <Element>(...refs: (Ref<Element> | undefined)[]): RefCallback<Element> => {
  let undo: (() => void)[] = []
  return (element) => {
    for (const before of undo) before()
    undo = []
    for (const ref of refs) {
      if (typeof ref === 'function') {
        const undone = element === null ? undefined : ref(element)
        undo.push(typeof undone === 'function' ? undone : () => ref(null))
      } else if (ref) ref.current = element
    }
    if (element === null) undo = []
  }
}

/** The same ref as long as they are the same. */
export const useMergedRefs = <Element>(
  one: Ref<Element> | undefined,
  other: Ref<Element> | undefined,
): RefCallback<Element> => useMemo(() => mergeRefs(one, other), [one, other])
