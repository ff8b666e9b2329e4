import { useDraft, useMatchingVideos, useVideoLibrary } from '@dailies/core/react'
import { useDeferredValue, useMemo, useState, type ComponentPropsWithoutRef } from 'react'
import { classes, part } from '../primitives'
import { videoLibrary } from '../strings/english/video-library'
import { useText } from '../strings/language-provider'
import { emptyDraft } from '../video-prompt'
import { initialQuery, matcherOf, type LibraryQuery } from './library-query'
import { VideoLibraryContext, useLibrary } from './video-library-context'

/** Props of {@link VideoLibraryRoot}. */
export interface VideoLibraryRootProps extends ComponentPropsWithoutRef<'section'> {
  /** Films per page, 1 to 100. @default 24 */
  pageSize?: number | undefined
  /** Takes an example prompt, or one that is to be changed. @default writes it into the VideoPrompt of the same page */
  onPrompt?: ((prompt: string) => void) | undefined
  /** The `name` of the VideoPrompt that such prompts are written into. @default 'prompt' */
  promptName?: string | undefined
}

/**
 * Lists one's films and gives them to its parts. `data-state` is `loading`, `ready`, `empty` or `failed`; `data-filter` is what is
 * shown.
 */
export function VideoLibraryRoot({ pageSize = 24, onPrompt, promptName = 'prompt', ...props }: VideoLibraryRootProps) {
  const [query, setQuery] = useState<LibraryQuery>(initialQuery)
  const [openId, open] = useState<string>()
  const library = useVideoLibrary({ order: query.order, pageSize })
  const search = useDeferredValue(query.search)
  const { filter, order } = query
  const matches = useMemo(() => matcherOf({ filter, search, order }), [filter, search, order])
  const ids = useMatchingVideos(library.ids, matches)
  const { setDraft } = useDraft(promptName, emptyDraft)
  const value = useMemo(
    () => ({
      library,
      query,
      ask: (change: Partial<LibraryQuery>) => setQuery((before) => ({ ...before, ...change })),
      ids,
      openId,
      open,
      handPrompt: onPrompt ?? ((prompt: string) => setDraft((draft) => ({ ...draft, prompt }))),
    }),
    [library, query, ids, openId, onPrompt, setDraft],
  )
  return (
    <VideoLibraryContext.Provider value={value}>
      <Section {...props} />
    </VideoLibraryContext.Provider>
  )
}

const Section = part('section', 'VideoLibrarySection', ({ className, ...props }) => {
  const { library, query } = useLibrary()
  const text = useText('videoLibrary', videoLibrary)
  return {
    'aria-label': text('label'),
    ...props,
    className: classes('dl dl-library', className),
    'data-state': stateOf(library),
    'data-filter': query.filter,
  }
})

const stateOf = ({ ids, isLoading, error }: { ids: readonly string[]; isLoading: boolean; error: unknown }) => {
  if (ids.length > 0) return 'ready'
  if (isLoading) return 'loading'
  return error ? 'failed' : 'empty'
}
