import { useEffect, useRef } from 'react'
import { Alert, useFailureText, useOnReconnect } from '../failure'
import { VideoFrame } from '../video-frame'
import { Button, mergeProps, part, useOnDemand } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { focusVideo } from './focus-video'
import { initialQuery } from './library-query'
import { exampleTilesModule } from './on-demand-modules'
import { useOnline } from './use-online'
import { useLibrary } from './video-library-context'

const placeholders = ['one', 'two', 'three', 'four', 'five', 'six'] as const

/**
 * The placeholder of a library without videos to show: loading cards, the empty state with example prompts, and no
 * search results.
 */
export const VideoLibraryPlaceholder = /* @__PURE__ */ part('div', '', function VideoLibraryPlaceholder(props) {
  const { library, ids } = useLibrary()
  const t = useLibraryStrings()
  const isNearlyEmpty = library.ids.length < 2
  useEffect(() => {
    if (isNearlyEmpty && !library.isLoading) exampleTilesModule.preload()
  }, [isNearlyEmpty, library.isLoading])
  if (library.ids.length === 0 && library.isLoading)
    return mergeProps(
      { className: 'dl-library-grid', role: 'status', 'aria-label': t('loading'), children: loadingCards() },
      props,
    )
  const isEmpty = library.ids.length === 0 && !library.error
  const hasNoMatch = library.ids.length > 0 && ids.length === 0 && !library.hasMore
  if (!isEmpty && !hasNoMatch) return null
  return mergeProps({ className: 'dl-library-empty', children: isEmpty ? <Empty /> : <NoMatch /> }, props)
})

const loadingCards = () =>
  placeholders.map((placeholder) => (
    <div key={placeholder} className="dl-job dl-card dl-card-waiting">
      <VideoFrame id={placeholder} size="1280x720" />
    </div>
  ))

function Empty() {
  const t = useLibraryStrings()
  // Without them the prompt is still there.
  const loaded = useOnDemand(exampleTilesModule, true, () => {})
  return (
    <>
      <h2>{t('emptyTitle')}</h2>
      <div className="dl-library-empty-text">
        <p className="dl-muted">{t('emptyText')}</p>
        {loaded && <loaded.PlayExamples />}
      </div>
      {loaded && <loaded.ExampleTiles />}
    </>
  )
}

function NoMatch() {
  const { updateQuery, query } = useLibrary()
  const t = useLibraryStrings()
  const wasCleared = useRef(false)
  // The videos replace the button, so the focus moves to them. They are rendered once the grid has been measured again.
  useEffect(
    () => () => {
      if (wasCleared.current) requestAnimationFrame(() => focusVideo())
    },
    [],
  )
  const clear = () => {
    wasCleared.current = true
    updateQuery({ ...initialQuery, order: query.order })
  }
  return (
    <>
      <p>{t('noMatch')}</p>
      <Button variant="outline" onClick={clear}>
        {t('clear')}
      </Button>
    </>
  )
}

/**
 * The error banner: offline, a list that failed to load, or an action that failed. Videos that have loaded stay
 * visible.
 */
export const VideoLibraryErrorBanner = /* @__PURE__ */ part(
  'output',
  'dl-library-error',
  function VideoLibraryErrorBanner(props) {
    return mergeProps({ children: <Errors /> }, props)
  },
)

function Errors() {
  const { library, failedAction, openVideoId, openVideo } = useLibrary()
  const t = useLibraryStrings()
  const describeFailure = useFailureText()
  const isOnline = useOnline()
  useOnReconnect(library.error, library.refresh)
  const listError = library.error && describeFailure(library.error)
  // While the source video is open, its remix panel shows the error.
  const isShown = failedAction && (failedAction.id === undefined || failedAction.id !== openVideoId)
  const { action, id, error } = isShown ? failedAction : {}
  const actionError = error && describeFailure(error)
  return (
    <>
      {!isOnline && <p>{t('offline')}</p>}
      {isOnline && listError && (
        <Alert {...listError}>
          <Button variant="outline" onClick={() => void library.refresh()}>
            {t('tryAgain')}
          </Button>
        </Alert>
      )}
      {actionError && (
        <Alert {...actionError}>
          {id !== undefined && action !== 'update' && (
            <Button variant="outline" onClick={() => openVideo(id)}>
              {t(action === 'remix' ? 'remix' : 'tryAgain')}
            </Button>
          )}
        </Alert>
      )}
    </>
  )
}
