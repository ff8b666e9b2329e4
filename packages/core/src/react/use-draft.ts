'use client'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { createDrafts } from './drafts'
import { useVideosRuntime } from './videos-provider'

/** What was typed and not yet sent. */
export interface UseDraft<Draft> {
  /** What was typed; the initial value until something was. */
  draft: Draft
  /** Changes it, and keeps it for this viewer across a reload. */
  setDraft(next: Draft | ((draft: Draft) => Draft)): void
  /** Back to the initial one. */
  clearDraft(): void
}

/**
 * Keeps what was typed across a reload of this tab, apart for each viewer and base URL.
 *
 * @param name what the draft is of; the same name is the same draft wherever it is used
 * @param initial any JSON value; the draft until something is typed
 */
export function useDraft<Draft>(name: string, initial: Draft): UseDraft<Draft> {
  const store = useVideosRuntime('useDraft')
  const cell = useMemo(() => store.part(createDrafts).cell<Draft>(name), [store, name])
  useEffect(() => void store.part(createDrafts).open(), [store])
  const stored = useSyncExternalStore(cell.subscribe, cell.get, nothing)
  const draft = stored === undefined ? initial : stored
  const setDraft = useCallback(
    (next: Draft | ((draft: Draft) => Draft)) => {
      const before = cell.get()
      cell.set(isChange(next) ? next(before === undefined ? initial : before) : next)
    },
    // The initial value may be a new object at every render; only the first change reads it.
    [cell, initial],
  )
  const clearDraft = useCallback(() => cell.set(undefined), [cell])
  return { draft, setDraft, clearDraft }
}

const nothing = (): undefined => undefined

const isChange = <Draft>(next: Draft | ((draft: Draft) => Draft)): next is (draft: Draft) => Draft =>
  typeof next === 'function'
