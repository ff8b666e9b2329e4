import { CirclePause, CirclePlay, Search } from 'lucide'
import { useCapabilities } from '@dailies/core/react'
import type { ChangeEvent, ReactElement } from 'react'
import {
  Button,
  Icon,
  mergeProps,
  part,
  selectProps,
  useRadioGroup,
  type PartProps,
  type ValueOfRoot,
} from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import type { LibraryFilter } from './library-query'
import { useLibrary } from './video-library-context'

const filters: readonly LibraryFilter[] = ['all', 'running', 'done', 'failed', 'favorites']

/** The toolbar: count, search, filter, model and sort order. It renders nothing if the library is empty. */
export const VideoLibraryToolbar = /* @__PURE__ */ part(
  'div',
  'dl-library-toolbar',
  function VideoLibraryToolbar(props) {
    const { library, query } = useLibrary()
    const hasQuery = query.search !== '' || query.filter !== 'all' || query.model !== ''
    if (library.ids.length === 0 && !library.isLoading && !hasQuery) return null
    return mergeProps({ children: <Tools /> }, props)
  },
)

const Tools = () => (
  <>
    <VideoLibraryCount />
    <VideoLibrarySearch />
    <VideoLibraryFilter />
    <div className="dl-actions dl-library-menus">
      <VideoLibraryModelFilter />
      <VideoLibraryOrder />
      <VideoLibraryPreviews />
    </div>
  </>
)

/** The number of matching videos. */
export const VideoLibraryCount = /* @__PURE__ */ part(
  'output',
  'dl-library-count dl-muted',
  function VideoLibraryCount(props) {
    const { ids, library } = useLibrary()
    const t = useLibraryStrings()
    const key = library.hasMore ? 'countSoFar' : 'count'
    const isKnown = !library.isLoading && library.ids.length > 0
    return mergeProps({ children: isKnown ? t(key, { count: ids.length }) : '' }, props)
  },
)

/** The search field, which filters by prompt and title while the user types. */
export const VideoLibrarySearch = /* @__PURE__ */ part<'input', ValueOfRoot>(
  'input',
  '',
  function VideoLibrarySearch(props) {
    const { query, updateQuery } = useLibrary()
    const t = useLibraryStrings()
    return mergeProps(
      {
        type: 'search',
        'aria-label': t('search'),
        placeholder: t('search'),
        value: query.search,
        onChange: (event: ChangeEvent<HTMLInputElement>) => updateQuery({ search: event.currentTarget.value }),
        render: (element: ReactElement) => (
          <label className="dl-library-search">
            <Icon icon={Search} />
            {element}
          </label>
        ),
      },
      props,
    )
  },
)

/** The filter: all, running, done or failed; and favorites, where the server has metadata. */
export const VideoLibraryFilter = /* @__PURE__ */ part(
  'fieldset',
  'dl-library-filter',
  function VideoLibraryFilter(props) {
    const { query, updateQuery } = useLibrary()
    const { capabilities } = useCapabilities()
    const t = useLibraryStrings()
    const offered = filters.filter((filter) => filter !== 'favorites' || capabilities?.metadata)
    const group = useRadioGroup({
      legend: t('filter'),
      options: offered.map((filter) => [filter, t(filter)] as const),
      value: query.filter,
      onValueChange: (filter) => updateQuery({ filter }),
    })
    return mergeProps(group, props)
  },
)

/** The model filter. It renders nothing if there is only one model. */
export const VideoLibraryModelFilter = /* @__PURE__ */ part<'select', ValueOfRoot>(
  'select',
  '',
  function VideoLibraryModelFilter(props) {
    const { query, updateQuery } = useLibrary()
    const { capabilities } = useCapabilities()
    const t = useLibraryStrings()
    const models = capabilities?.models ?? []
    if (models.length < 2) return null
    const select = selectProps({
      value: query.model,
      options: [['', t('allModels')], ...models.map(({ id, label }) => [id, label] as const)],
      onValueChange: (model) => updateQuery({ model }),
    })
    return mergeProps({ 'aria-label': t('model'), ...select }, props)
  },
)

/** The button that stops all cards from playing by themselves, and lets them again. */
export const VideoLibraryPreviews = /* @__PURE__ */ part<typeof Button, Omit<PartProps<'button'>, 'ref'>>(
  Button,
  'dl-library-previews',
  function VideoLibraryPreviews(props) {
    const { previews, setPreviews } = useLibrary()
    const t = useLibraryStrings()
    return mergeProps(
      {
        variant: 'icon' as const,
        'aria-label': t('previews'),
        'aria-pressed': previews,
        title: t('previews'),
        onClick: () => setPreviews(!previews),
        children: <Icon icon={previews ? CirclePause : CirclePlay} />,
      },
      props,
    )
  },
)

/** The sort order: newest or oldest first. */
export const VideoLibraryOrder = /* @__PURE__ */ part<'select', ValueOfRoot>(
  'select',
  '',
  function VideoLibraryOrder(props) {
    const { query, updateQuery } = useLibrary()
    const t = useLibraryStrings()
    const select = selectProps({
      value: query.order,
      options: [
        ['desc', t('newest')],
        ['asc', t('oldest')],
      ],
      onValueChange: (order) => updateQuery({ order: order === 'asc' ? 'asc' : 'desc' }),
    })
    return mergeProps({ 'aria-label': t('order'), ...select }, props)
  },
)
