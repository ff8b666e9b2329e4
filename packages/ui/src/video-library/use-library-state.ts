import { useMemo, useState, useEffect } from 'react'
import { useControllable, useIsControlled, type PropNames, type SetValue } from '../primitives'
import { initialQuery, type LibraryFilter, type LibraryQuery } from './library-query'
import { usePreviews } from './use-previews'
import { createSelection, type Selection } from './selection'

/** State of a library that its user may control: each by value, default and change handler. */
export interface LibraryOptions {
  /** The filter by status, or for favorites. */
  filter?: LibraryFilter | undefined
  /** That filter at first, if `filter` is not given. @default 'all' */
  defaultFilter?: LibraryFilter | undefined
  /** Called when another filter is selected. */
  onFilterChange?: ((filter: LibraryFilter) => void) | undefined
  /** The filter by the id of a model; an empty string for all models. */
  model?: string | undefined
  /** The filter by model at first, if `model` is not given. @default '' */
  defaultModel?: string | undefined
  /** Called when another filter by model is selected. */
  onModelChange?: ((model: string) => void) | undefined
  /** The search terms. */
  search?: string | undefined
  /** The search terms at first, if `search` is not given. @default '' */
  defaultSearch?: string | undefined
  /** Called with the search terms at each key press. */
  onSearchChange?: ((search: string) => void) | undefined
  /** The sort order by creation time. */
  order?: LibraryQuery['order'] | undefined
  /** The sort order at first, if `order` is not given. @default 'desc' */
  defaultOrder?: LibraryQuery['order'] | undefined
  /** Called when the sort order is changed. */
  onOrderChange?: ((order: LibraryQuery['order']) => void) | undefined
  /** The id of the video whose dialog is open; null for none. */
  openVideoId?: string | null | undefined
  /** The id of the video whose dialog is open at first, if `openVideoId` is not given. @default null */
  defaultOpenVideoId?: string | null | undefined
  /** Called when the dialog of a video opens, or closes. */
  onOpenVideoIdChange?: ((id: string | null) => void) | undefined
  /** The ids of two to four videos that are compared; none closes the comparison. */
  compareIds?: readonly string[] | undefined
  /** The ids of the videos that are compared at first, if `compareIds` is not given. @default none */
  defaultCompareIds?: readonly string[] | undefined
  /** Called when videos are compared, and with none when the comparison closes. */
  onCompareIdsChange?: ((ids: readonly string[]) => void) | undefined
  /** Whether cards play while they are pointed at or have the focus. */
  previews?: boolean | undefined
  /**
   * Whether they play at first, if `previews` is not given.
   *
   * @default true, but false while the system asks for reduced motion or less data
   */
  defaultPreviews?: boolean | undefined
  /** Called when the user turns that on or off. */
  onPreviewsChange?: ((previews: boolean) => void) | undefined
  /** The ids of the selected videos. */
  selectedIds?: readonly string[] | undefined
  /** The ids of the videos that are selected at first, if `selectedIds` is not given. @default none */
  defaultSelectedIds?: readonly string[] | undefined
  /** Called when videos are selected or no longer selected. */
  onSelectedIdsChange?: ((ids: readonly string[]) => void) | undefined
}

export const libraryOptionNames: PropNames<LibraryOptions> = {
  filter: true,
  defaultFilter: true,
  onFilterChange: true,
  model: true,
  defaultModel: true,
  onModelChange: true,
  search: true,
  defaultSearch: true,
  onSearchChange: true,
  order: true,
  defaultOrder: true,
  onOrderChange: true,
  openVideoId: true,
  defaultOpenVideoId: true,
  onOpenVideoIdChange: true,
  compareIds: true,
  defaultCompareIds: true,
  onCompareIdsChange: true,
  previews: true,
  defaultPreviews: true,
  onPreviewsChange: true,
  selectedIds: true,
  defaultSelectedIds: true,
  onSelectedIdsChange: true,
}

/** The query, the open video and the selection of a library. */
export function useLibraryState(options: LibraryOptions): {
  query: LibraryQuery
  updateQuery(change: Partial<LibraryQuery>): void
  openVideoId: string | null
  setOpenVideoId: SetValue<string | null>
  compareIds: readonly string[]
  setCompareIds: SetValue<readonly string[]>
  previews: boolean
  setPreviews: SetValue<boolean>
  selection: Selection
} {
  const [filter, setFilter] = useControllable<LibraryFilter>('filter', {
    value: options.filter,
    defaultValue: options.defaultFilter ?? initialQuery.filter,
    onChange: options.onFilterChange,
  })
  const [model, setModel] = useControllable('model', {
    value: options.model,
    defaultValue: options.defaultModel ?? initialQuery.model,
    onChange: options.onModelChange,
  })
  const [search, setSearch] = useControllable('search', {
    value: options.search,
    defaultValue: options.defaultSearch ?? initialQuery.search,
    onChange: options.onSearchChange,
  })
  const [order, setOrder] = useControllable<LibraryQuery['order']>('order', {
    value: options.order,
    defaultValue: options.defaultOrder ?? initialQuery.order,
    onChange: options.onOrderChange,
  })
  const [openVideoId, setOpenVideoId] = useControllable<string | null>('openVideoId', {
    value: options.openVideoId,
    defaultValue: options.defaultOpenVideoId ?? null,
    onChange: options.onOpenVideoIdChange,
  })
  const [compareIds, setCompareIds] = useControllable<readonly string[]>('compareIds', {
    value: options.compareIds,
    defaultValue: options.defaultCompareIds ?? none,
    onChange: options.onCompareIdsChange,
  })
  const query = useMemo(() => ({ filter, model, search, order }), [filter, model, search, order])
  const [updateQuery] = useState(() => (change: Partial<LibraryQuery>) => {
    if (change.filter !== undefined) setFilter(change.filter)
    if (change.model !== undefined) setModel(change.model)
    if (change.search !== undefined) setSearch(change.search)
    if (change.order !== undefined) setOrder(change.order)
  })
  const [previews, setPreviews] = usePreviews(options)
  const selection = useSelection(options)
  return {
    query,
    updateQuery,
    openVideoId,
    setOpenVideoId,
    compareIds,
    setCompareIds,
    previews,
    setPreviews,
    selection,
  }
}

const none: readonly string[] = []

/** The selection is a store and no state, so that a change renders only the cards that it concerns. */
function useSelection({ selectedIds, defaultSelectedIds, onSelectedIdsChange }: LibraryOptions): Selection {
  const isControlled = useIsControlled('selectedIds', selectedIds)
  const [selection] = useState(() => createSelection(selectedIds ?? defaultSelectedIds))
  useEffect(() => selection.configure({ isControlled, onChange: onSelectedIdsChange }))
  useEffect(() => {
    if (selectedIds) selection.follow(selectedIds)
  }, [selection, selectedIds])
  return selection
}
