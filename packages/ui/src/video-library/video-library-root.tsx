import type { NewShare, Video, VideoError } from '@dailies/core'
import { useDraft, useFilteredVideoIds, useUndoableDelete } from '@dailies/core/react'
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type ReactElement,
} from 'react'
import { useOnError } from '../failure'
import { Announcer, focusDraft, mergeProps, part, splitProps, type AsChild } from '../primitives'
import { usePromptTarget } from '../prompt-target'
import { useLibraryStrings } from '../strings/texts'
import { draftOfVideo, type PromptDraft } from '../video-prompt'
import { createMatcher } from './library-query'
import { OwnDeletionBar } from './deletion-bar'
import { createMountedParts } from './mounted-parts'
import { useDismissed } from './use-dismissed'
import { useQueriedLibrary } from './use-queried-library'
import { useLibraryDeletions } from './use-library-deletions'
import { useLibraryItems } from './use-library-items'
import { useVideoLink } from './use-video-link'
import { libraryOptionNames, useLibraryState, type LibraryOptions } from './use-library-state'
import type { VideoExample } from './video-example'
import { VideoLibraryContext, VideoLibraryDeletionsContext, type FailedAction } from './video-library-context'

/** Props of {@link VideoLibraryRoot}, in addition to those of the element. */
export interface VideoLibraryRootOwnProps extends LibraryOptions {
  /** Videos per page, 1 to 100. @default 24 */
  pageSize?: number | undefined
  /**
   * Called with an example prompt; or with a prompt to edit and its video, for the options that it was made with.
   *
   * @default fills them into the VideoPrompt of the same page and focuses that
   */
  onPrompt?: ((prompt: string, video?: Video) => void) | undefined
  /**
   * The address that is copied for a share, such as that of a page of yours: `(share) => `/s/${share.token}``. A path is on the
   * origin of the video server.
   * @default that of the file
   */
  shareURL?: ((share: NewShare) => string) | undefined
  /**
   * Whether the address of the page has the open video in its hash, as `#video=<id>`: the back button closes it, such a link
   * opens it, and the dialog copies it. For one library of a page, whose hash nothing else uses.
   * @default false
   */
  linkToVideos?: boolean | undefined
  /** The `name` of the VideoPrompt that such prompts are filled into. @default 'prompt' */
  promptName?: string | undefined
  /**
   * About how high the videos of a row are, in CSS pixels: each row is stretched or shrunk to fill the width, and every video
   * keeps its shape.
   *
   * @default 200
   */
  rowHeight?: number | undefined
  /**
   * The examples that an empty library shows. They play while `previews` is on.
   *
   * @default three prompts without videos
   */
  examples?: readonly VideoExample[] | undefined
  /** Called with the video that is kept after a comparison. It is marked as a favorite, where the server has metadata. */
  onKeep?: ((video: Video) => void) | undefined
  /** Called if a request failed: of the list, of a deletion, or of a remix. */
  onError?: ((error: VideoError) => void) | undefined
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
  function VideoLibraryRoot({
    pageSize = 24,
    rowHeight = 200,
    onPrompt,
    promptName = 'prompt',
    shareURL,
    linkToVideos = false,
    examples,
    onKeep,
    onError,
    ...rest
  }) {
    const [options, props] = splitProps<LibraryOptions, typeof rest>(libraryOptionNames, rest)
    const {
      query,
      updateQuery,
      openVideoId,
      setOpenVideoId,
      compareIds,
      setCompareIds,
      previews,
      setPreviews,
      selection,
    } = useLibraryState(options)
    const [parts] = useState(createMountedParts)
    // An app that is notified about the compared videos may show them itself.
    const handlesCompare = options.onCompareIdsChange !== undefined
    useEffect(() => (handlesCompare ? parts.add('compare') : undefined), [handlesCompare, parts])
    useVideoLink(linkToVideos, { openVideoId, setOpenVideoId })
    const [failedAction, setFailedAction] = useState<FailedAction>()
    const openVideo = useCallback(
      (id: string | undefined, only?: { onlyIfOpen: string }) => {
        setOpenVideoId((current) => (only === undefined || only.onlyIfOpen === current ? (id ?? null) : current))
        setFailedAction(undefined)
      },
      [setOpenVideoId],
    )
    const openCompare = useCallback(
      (next: readonly string[]) => {
        setCompareIds((current) => (next.length + current.length === 0 ? current : next))
        if (next.length > 0) setFailedAction(undefined)
      },
      [setCompareIds],
    )
    const undoable = useUndoableDelete()
    const { library, listed } = useQueriedLibrary(query, pageSize, undoable.hidden)
    const search = useDeferredValue(query.search)
    const { filter, model } = query
    const { ids: dismissed, dismiss: hideFailedVideo } = useDismissed()
    const matches = useMemo(
      () => createMatcher({ filter, model, search, dismissed }),
      [filter, model, search, dismissed],
    )
    const matching = useFilteredVideoIds(listed, matches)
    const { items, ids, toggleStack } = useLibraryItems(matching)
    const region = useRef<HTMLOutputElement>(null)
    const announce = useCallback((message: string) => {
      if (region.current) region.current.textContent = message
    }, [])
    const deletions = useLibraryDeletions(ids, { selection, deletions: undoable, announce })
    useOnError(library.error, onError)
    useOnError(undoable.failed?.error, onError)
    useOnError(failedAction?.error, onError)
    const { setDraft } = useDraft(promptName, noDraft)
    const target = usePromptTarget(promptName)
    const writePrompt = useCallback(
      (prompt: string, video?: Video) => {
        // A prompt on the page can bring its draft back.
        if (target.available) return video ? target.reusePrompt(video) : target.writePrompt(prompt)
        setDraft((draft) => ({ ...draft, ...(video && draftOfVideo(video)), prompt }))
        focusDraft(promptName)
      },
      [setDraft, promptName, target],
    )
    const value = useMemo(
      () => ({
        library,
        query,
        updateQuery,
        ids,
        items,
        rowHeight,
        toggleStack,
        openVideoId: openVideoId ?? undefined,
        openVideo,
        compareIds,
        openCompare,
        parts,
        onKeep,
        onError,
        examples,
        fillPrompt: onPrompt ?? writePrompt,
        promptName,
        onPrompt,
        previews,
        setPreviews,
        selection,
        failedAction,
        setFailedAction,
        shareURL,
        linkToVideos,
        hideFailedVideo,
      }),
      [
        library,
        query,
        updateQuery,
        ids,
        items,
        rowHeight,
        toggleStack,
        openVideoId,
        openVideo,
        compareIds,
        openCompare,
        parts,
        examples,
        onKeep,
        onError,
        onPrompt,
        promptName,
        previews,
        setPreviews,
        writePrompt,
        selection,
        failedAction,
        setFailedAction,
        shareURL,
        linkToVideos,
        hideFailedVideo,
      ],
    )
    const t = useLibraryStrings()
    return mergeProps(
      {
        'aria-label': t('label'),
        'data-state': stateOf(library),
        'data-filter': query.filter,
        render: (element: ReactElement) => (
          <VideoLibraryContext.Provider value={value}>
            <VideoLibraryDeletionsContext.Provider value={deletions}>
              <Announcer.Provider value={announce}>{element}</Announcer.Provider>
              <OwnDeletionBar />
            </VideoLibraryDeletionsContext.Provider>
            {/* An explicit aria-live: the region stays exposed while a modal dialog hides the rest of the page. */}
            <output ref={region} className="dl-hidden" aria-live="polite" />
          </VideoLibraryContext.Provider>
        ),
      },
      props,
    )
  },
)

// The fields of a draft that the library leaves to the prompt.
const noDraft: Partial<PromptDraft> = {}

const stateOf = ({ ids, isLoading, error }: { ids: readonly string[]; isLoading: boolean; error: unknown }) => {
  if (ids.length > 0) return 'ready'
  if (isLoading) return 'loading'
  return error ? 'failed' : 'empty'
}
