import { useCapabilities, useVideoLibrary, type UseVideoLibrary } from '@dailies/core/react'
import { useEffect, useMemo, useState } from 'react'
import { toVideoFilter, type LibraryQuery } from './library-query'

/** A pause in typing after which the server is asked, in milliseconds. */
const typingPauseMs = 300

/** The videos of a library, and those among which its query searches. */
export interface QueriedLibrary {
  /** The ids of the whole list, as far as it is loaded. Its other fields are those of the list that is shown. */
  library: UseVideoLibrary
  /** The ids that contain every match that is known: of the whole list, or of what the server found. */
  listed: readonly string[]
}

/**
 * The list of the library. With a query it is what the server finds, if it can search; until that has arrived, and where
 * it cannot, the query searches what is loaded.
 *
 * @param hidden ids that are not shown, because they are being deleted
 */
export function useQueriedLibrary(query: LibraryQuery, pageSize: number, hidden: ReadonlySet<string>): QueriedLibrary {
  const { order, filter, model, search } = query
  const { capabilities } = useCapabilities()
  const canSearch = capabilities?.search === true
  const typed = search.trim()
  const pausedAt = usePause(typed)
  const isTyping = typed !== '' && typed !== pausedAt
  const hasQuery = filter !== 'all' || model !== '' || typed !== ''
  const sent = useMemo(
    () => (canSearch ? toVideoFilter({ filter, model, search: typed === '' ? '' : pausedAt }) : undefined),
    [canSearch, filter, model, typed, pausedAt],
  )
  const all = useVideoLibrary({ order, pageSize })
  const found = useVideoLibrary({ order, pageSize, filter: sent })
  const queried = useMemo(() => {
    if (!canSearch || !hasQuery) return { library: all, listed: all.ids }
    const error = found.error ?? all.error
    const refresh = async () => void (await Promise.all([all.refresh(), found.refresh()]))
    const isWaiting = isTyping || (found.isLoading && found.ids.length === 0)
    // What is loaded is searched at once; more of it is not requested, because the server answers soon.
    if (isWaiting) return { library: { ...all, error, refresh, hasMore: true, isLoadingMore: true }, listed: all.ids }
    if (found.error && found.ids.length === 0) return { library: { ...all, error, refresh }, listed: all.ids }
    return { library: { ...found, ids: all.ids, isLoading: all.isLoading, error, refresh }, listed: found.ids }
  }, [canSearch, hasQuery, isTyping, all, found])
  return useMemo(() => {
    if (hidden.size === 0) return queried
    const shown = (ids: readonly string[]) => ids.filter((id) => !hidden.has(id))
    const { library, listed } = queried
    return { library: { ...library, ids: shown(library.ids) }, listed: shown(listed) }
  }, [queried, hidden])
}

/** A text, as it was at the last pause in typing. */
function usePause(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    if (text === settled) return undefined
    const timer = setTimeout(() => setSettled(text), text === '' ? 0 : typingPauseMs)
    return () => clearTimeout(timer)
  }, [text, settled])
  return settled
}
