import { useDraft, useUndoableDelete, useFilteredVideoIds, useVideoLibrary } from '@dailies/core/react'
import {
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ComponentPropsWithoutRef,
  type ReactElement,
} from 'react'
import { Announcer } from '../job-progress'
import { mergeProps, part, type AsChild } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { emptyDraft, focusPrompt } from '../video-prompt'
import { createMatcher, initialQuery, type LibraryQuery } from './library-query'
import { createSelection } from './selection'
import { useDismissed } from './use-dismissed'
import { VideoLibraryContext, type FailedRemix } from './video-library-context'

/** Props of {@link VideoLibraryRoot}, in addition to those of the element. */
export interface VideoLibraryRootOwnProps {
  /** Videos per page, 1 to 100. @default 24 */
  pageSize?: number | undefined
  /**
   * Called with an example prompt, or with a prompt to edit.
   *
   * @default fills it into the VideoPrompt of the same page and focuses that
   */
  onPrompt?: ((prompt: string) => void) | undefined
  /** The `name` of the VideoPrompt that such prompts are filled into. @default 'prompt' */
  promptName?: string | undefined
}

/** Props of {@link VideoLibraryRoot}. */
export interface VideoLibraryRootProps
  extends
    VideoLibraryRootOwnProps,
    AsChild,
    Omit<ComponentPropsWithoutRef<'section'>, keyof VideoLibraryRootOwnProps> {}

/**
 * The root of a video library: lists the user's videos and provides them to its parts. `data-state` is `loading`,
 * `ready`, `empty` or `failed`; `data-filter` is the selected filter.
 */
export const VideoLibraryRoot = /* @__PURE__ */ part<'section', VideoLibraryRootOwnProps>(
  'section',
  'dl dl-library',
  function VideoLibraryRoot({ pageSize = 24, onPrompt, promptName = 'prompt', ...props }) {
    const [query, setQuery] = useState<LibraryQuery>(initialQuery)
    const [openVideoId, setOpenVideoId] = useState<string>()
    const [failedRemix, setFailedRemix] = useState<FailedRemix>()
    const openVideo = useCallback((id: string | undefined, options?: { onlyIfOpen: string }) => {
      setOpenVideoId((current) => (options === undefined || options.onlyIfOpen === current ? id : current))
      setFailedRemix(undefined)
    }, [])
    const library = useVideoLibrary({ order: query.order, pageSize })
    const search = useDeferredValue(query.search)
    const { filter, model } = query
    const { ids: dismissed, dismiss: hideFailedVideo } = useDismissed()
    const matches = useMemo(
      () => createMatcher({ filter, model, search, dismissed }),
      [filter, model, search, dismissed],
    )
    const matching = useFilteredVideoIds(library.ids, matches)
    const [selection] = useState(createSelection)
    const undoableDelete = useUndoableDelete()
    const hidden = useSyncExternalStore(undoableDelete.subscribe, undoableDelete.hidden, undoableDelete.hidden)
    const ids = useMemo(
      () => (hidden.size > 0 ? matching.filter((id) => !hidden.has(id)) : matching),
      [matching, hidden],
    )
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
        updateQuery: (change: Partial<LibraryQuery>) => setQuery((current) => ({ ...current, ...change })),
        ids,
        openVideoId,
        openVideo,
        fillPrompt: onPrompt ?? writePrompt,
        selection,
        undoableDelete,
        failedRemix,
        setFailedRemix,
        hideFailedVideo,
      }),
      [
        library,
        query,
        ids,
        openVideoId,
        openVideo,
        onPrompt,
        writePrompt,
        selection,
        undoableDelete,
        failedRemix,
        setFailedRemix,
        hideFailedVideo,
      ],
    )
    const region = useRef<HTMLOutputElement>(null)
    const announce = useCallback((message: string) => {
      if (region.current) region.current.textContent = message
    }, [])
    const t = useLibraryStrings()
    return mergeProps(
      {
        'aria-label': t('label'),
        'data-state': stateOf(library),
        'data-filter': query.filter,
        render: (element: ReactElement) => (
          <VideoLibraryContext.Provider value={value}>
            <Announcer.Provider value={announce}>{element}</Announcer.Provider>
            {/* An explicit aria-live: the region stays exposed while a modal dialog hides the rest of the page. */}
            <output ref={region} className="dl-hidden" aria-live="polite" />
          </VideoLibraryContext.Provider>
        ),
      },
      props,
    )
  },
)

const stateOf = ({ ids, isLoading, error }: { ids: readonly string[]; isLoading: boolean; error: unknown }) => {
  if (ids.length > 0) return 'ready'
  if (isLoading) return 'loading'
  return error ? 'failed' : 'empty'
}
