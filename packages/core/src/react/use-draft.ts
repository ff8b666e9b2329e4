'use client'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { createDrafts } from './drafts'
import { useVideosRuntime } from './videos-provider'

/** Result of `useDraft`: the draft and its setter, as with `useState`. */
export interface UseDraft<Draft> {
  /** The stored draft, or the initial value. */
  draft: Draft
  /** Sets the draft, and stores it for this viewer in `sessionStorage`. */
  setDraft(next: Draft | ((draft: Draft) => Draft)): void
  /** Deletes the stored draft, which resets it to the initial value. */
  clearDraft(): void
}

/**
 * Persists a form draft in `sessionStorage`, so that it survives a reload of this tab. Drafts are separate for each
 * viewer and base URL.
 *
 * @param name key of the draft; all components with the same name share one draft
 * @param initial any JSON value; the draft until it is first set
 */
export function useDraft<Draft>(name: string, initial: Draft): UseDraft<Draft> {
  const runtime = useVideosRuntime('useDraft')
  const entry = useMemo(() => runtime.getOrCreate(createDrafts).entry<Draft>(name), [runtime, name])
  useEffect(() => void runtime.getOrCreate(createDrafts).open(), [runtime])
  const stored = useSyncExternalStore(entry.subscribe, entry.get, getServerSnapshot)
  const draft = stored === undefined ? initial : stored
  const setDraft = useCallback(
    (next: Draft | ((draft: Draft) => Draft)) => {
      const current = entry.get()
      entry.set(isUpdater(next) ? next(current === undefined ? initial : current) : next)
    },
    // The initial value may be a new object on every render; only the first change reads it.
    [entry, initial],
  )
  const clearDraft = useCallback(() => entry.set(undefined), [entry])
  return { draft, setDraft, clearDraft }
}

const getServerSnapshot = (): undefined => undefined

const isUpdater = <Draft>(next: Draft | ((draft: Draft) => Draft)): next is (draft: Draft) => Draft =>
  typeof next === 'function'
