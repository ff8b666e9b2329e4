import { Search } from 'lucide'
import { useCapabilities } from '@dailies/core/react'
import type { ComponentPropsWithoutRef } from 'react'
import { RadioGroup, Icon, Select, classes } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import type { LibraryFilter } from './library-query'
import { useLibrary } from './video-library-context'

const filters: readonly LibraryFilter[] = ['all', 'running', 'done']

/** The toolbar: count, search, filter, model and sort order. It renders nothing if the library is empty. */
export function VideoLibraryToolbar({ className, ...props }: ComponentPropsWithoutRef<'div'>) {
  const { library, query } = useLibrary()
  const hasQuery = query.search !== '' || query.filter !== 'all' || query.model !== ''
  if (library.ids.length === 0 && !library.isLoading && !hasQuery) return null
  return (
    <div {...props} className={classes('dl-library-toolbar', className)}>
      <VideoLibraryCount />
      <VideoLibrarySearch />
      <VideoLibraryFilter />
      <div className="dl-actions dl-library-menus">
        <VideoLibraryModelFilter />
        <VideoLibraryOrder />
      </div>
    </div>
  )
}

/** The number of matching videos. */
export function VideoLibraryCount() {
  const { ids, library } = useLibrary()
  const t = useLibraryStrings()
  const key = library.hasMore ? 'countSoFar' : 'count'
  const isKnown = !library.isLoading && library.ids.length > 0
  return <output className="dl-library-count dl-muted">{isKnown ? t(key, { count: ids.length }) : ''}</output>
}

/** The search field, which filters by prompt while the user types. */
export function VideoLibrarySearch() {
  const { query, updateQuery } = useLibrary()
  const t = useLibraryStrings()
  return (
    <label className="dl-library-search">
      <Icon icon={Search} />
      <input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={query.search}
        onChange={(event) => updateQuery({ search: event.currentTarget.value })}
      />
    </label>
  )
}

/** The status filter: all, running or done. */
export function VideoLibraryFilter() {
  const { query, updateQuery } = useLibrary()
  const t = useLibraryStrings()
  return (
    <RadioGroup
      className="dl-library-filter"
      legend={t('filter')}
      options={filters.map((filter) => [filter, t(filter)])}
      value={query.filter}
      onValueChange={(filter) => updateQuery({ filter })}
    />
  )
}

/** The model filter. It renders nothing if there is only one model. */
export function VideoLibraryModelFilter() {
  const { query, updateQuery } = useLibrary()
  const { capabilities } = useCapabilities()
  const t = useLibraryStrings()
  const models = capabilities?.models ?? []
  if (models.length < 2) return null
  return (
    <Select
      aria-label={t('model')}
      value={query.model}
      options={[['', t('allModels')], ...models.map(({ id, label }) => [id, label] as const)]}
      onValueChange={(model) => updateQuery({ model })}
    />
  )
}

/** The sort order: newest or oldest first. */
export function VideoLibraryOrder() {
  const { query, updateQuery } = useLibrary()
  const t = useLibraryStrings()
  return (
    <Select
      aria-label={t('order')}
      value={query.order}
      options={[
        ['desc', t('newest')],
        ['asc', t('oldest')],
      ]}
      onValueChange={(order) => updateQuery({ order: order === 'asc' ? 'asc' : 'desc' })}
    />
  )
}
