import { useDraft, useUndoableDelete, useMatchingVideos, useVideoLibrary } from '@dailies/core/react'
import {
  forwardRef,
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ComponentPropsWithoutRef,
} from 'react'
import type { Failure } from '../failure'
import { Announcer } from '../job-progress'
import { part, type AsChild } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { emptyDraft, focusPrompt } from '../video-prompt'
import { initialQuery, matcherOf, type LibraryQuery } from './library-query'
import { createSelection } from './selection'
import { useDismissed } from './use-dismissed'
import { VideoLibraryContext, useLibrary } from './video-library-context'

/** Props of {@link VideoLibraryRoot}. */
export interface VideoLibraryRootProps extends AsChild, ComponentPropsWithoutRef<'section'> {
  /** Films per page, 1 to 100. @default 24 */
  pageSize?: number | undefined
  /** Takes an example prompt, or one that is to be changed. @default writes it into the VideoPrompt of the same page and goes there */
  onPrompt?: ((prompt: string) => void) | undefined
  /** The `name` of the VideoPrompt that such prompts are written into. @default 'prompt' */
  promptName?: string | undefined
}

/**
 * Lists one's films and gives them to its parts. `data-state` is `loading`, `ready`, `empty` or `failed`; `data-filter` is what is
 * shown.
 */
export const VideoLibraryRoot = /* @__PURE__ */ forwardRef<HTMLElement, VideoLibraryRootProps>(
  function VideoLibraryRoot({ pageSize = 24, onPrompt, promptName = 'prompt', ...props }, ref) {
    const [query, setQuery] = useState<LibraryQuery>(initialQuery)
    const [openVideoId, setOpenVideoId] = useState<string>()
    const [rejectedRemix, setRejectedRemix] = useState<{ id: string; failed: Failure }>()
    const open = useCallback((id: string | undefined, from?: string) => {
      setOpenVideoId((current) => (from === undefined || from === current ? id : current))
      setRejectedRemix(undefined)
    }, [])
    const rejectRemix = useCallback((id: string, failed: Failure) => setRejectedRemix({ id, failed }), [])
    const library = useVideoLibrary({ order: query.order, pageSize })
    const search = useDeferredValue(query.search)
    const { filter, model } = query
    const { ids: dismissed, dismiss } = useDismissed()
    const matches = useMemo(() => matcherOf({ filter, model, search, dismissed }), [filter, model, search, dismissed])
    const matching = useMatchingVideos(library.ids, matches)
    const [selection] = useState(createSelection)
    const undoableDelete = useUndoableDelete()
    const gone = useSyncExternalStore(undoableDelete.subscribe, undoableDelete.hidden, undoableDelete.hidden)
    const ids = useMemo(() => (gone.size > 0 ? matching.filter((id) => !gone.has(id)) : matching), [matching, gone])
    const { setDraft } = useDraft(promptName, emptyDraft)
    const writePrompt = useCallback(
      (prompt: string) => {
        setDraft((draft) => ({ ...draft, prompt }))
        focusPrompt(promptName)
      },
      [setDraft, promptName],
    )
    const value = useMemo(
      () => ({
        library,
        query,
        ask: (change: Partial<LibraryQuery>) => setQuery((before) => ({ ...before, ...change })),
        ids,
        openVideoId,
        open,
        handPrompt: onPrompt ?? writePrompt,
        selection,
        undoableDelete,
        rejectedRemix,
        rejectRemix,
        dismiss,
      }),
      [
        library,
        query,
        ids,
        openVideoId,
        open,
        onPrompt,
        writePrompt,
        selection,
        undoableDelete,
        rejectedRemix,
        rejectRemix,
        dismiss,
      ],
    )
    const region = useRef<HTMLOutputElement>(null)
    const announce = useCallback((words: string) => {
      if (region.current) region.current.textContent = words
    }, [])
    return (
      <VideoLibraryContext.Provider value={value}>
        <Announcer.Provider value={announce}>
          <Section {...props} ref={ref} />
        </Announcer.Provider>
        {/* Told in so many words, it is heard while a dialog hides the rest of the page. */}
        <output ref={region} className="dl-hidden" aria-live="polite" />
      </VideoLibraryContext.Provider>
    )
  },
)

const Section = /* @__PURE__ */ part('section', 'dl dl-library', function VideoLibrarySection(props) {
  const { library, query } = useLibrary()
  const text = useLibraryStrings()
  return {
    'aria-label': text('label'),
    ...props,
    'data-state': stateOf(library),
    'data-filter': query.filter,
  }
})

const stateOf = ({ ids, isLoading, error }: { ids: readonly string[]; isLoading: boolean; error: unknown }) => {
  if (ids.length > 0) return 'ready'
  if (isLoading) return 'loading'
  return error ? 'failed' : 'empty'
}
