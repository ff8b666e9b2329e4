import { Search } from 'lucide'
import { useCapabilities } from '@dailies/core/react'
import type { ComponentPropsWithoutRef } from 'react'
import { RadioGroup, Icon, Select, classes } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import type { LibraryFilter } from './library-query'
import { useLibrary } from './video-library-context'

const filters: readonly LibraryFilter[] = ['all', 'running', 'done']

/** How many films there are, the search, the filter and the order; nothing where there is nothing to search. */
export function VideoLibraryToolbar({ className, ...props }: ComponentPropsWithoutRef<'div'>) {
  const { library, query } = useLibrary()
  const isAsked = query.search !== '' || query.filter !== 'all' || query.model !== ''
  if (library.ids.length === 0 && !library.isLoading && !isAsked) return null
  return (
    <div {...props} className={classes('dl-library-toolbar', className)}>
      <VideoLibraryCount />
      <VideoLibrarySearch />
      <VideoLibraryFilter />
      <div className="dl-actions dl-library-menus">
        <VideoLibraryModel />
        <VideoLibraryOrder />
      </div>
    </div>
  )
}

/** How many films match. */
export function VideoLibraryCount() {
  const { ids, library } = useLibrary()
  const text = useLibraryStrings()
  const words = library.hasMore ? 'takesSoFar' : 'takes'
  const isKnown = !library.isLoading && library.ids.length > 0
  return <output className="dl-library-count dl-muted">{isKnown ? text(words, { count: ids.length }) : ''}</output>
}

/** Searches in prompts while one types. */
export function VideoLibrarySearch() {
  const { query, ask } = useLibrary()
  const text = useLibraryStrings()
  return (
    <label className="dl-library-search">
      <Icon of={Search} />
      <input
        type="search"
        aria-label={text('search')}
        placeholder={text('search')}
        value={query.search}
        onChange={(event) => ask({ search: event.currentTarget.value })}
      />
    </label>
  )
}

/** All films, those that run, or those that are done. */
export function VideoLibraryFilter() {
  const { query, ask } = useLibrary()
  const text = useLibraryStrings()
  return (
    <RadioGroup
      className="dl-library-filter"
      legend={text('filter')}
      options={filters.map((filter) => [filter, text(filter)])}
      value={query.filter}
      onValueChange={(filter) => ask({ filter })}
    />
  )
}

/** Films of one model; nothing where there is only one. */
export function VideoLibraryModel() {
  const { query, ask } = useLibrary()
  const { capabilities } = useCapabilities()
  const text = useLibraryStrings()
  const models = capabilities?.models ?? []
  if (models.length < 2) return null
  return (
    <Select
      aria-label={text('model')}
      value={query.model}
      options={[['', text('allModels')], ...models.map(({ id, label }) => [id, label] as const)]}
      onChoose={(model) => ask({ model })}
    />
  )
}

/** Newest first, or oldest first. */
export function VideoLibraryOrder() {
  const { query, ask } = useLibrary()
  const text = useLibraryStrings()
  return (
    <Select
      aria-label={text('order')}
      value={query.order}
      options={[
        ['desc', text('newest')],
        ['asc', text('oldest')],
      ]}
      onChoose={(order) => ask({ order: order === 'asc' ? 'asc' : 'desc' })}
    />
  )
}
