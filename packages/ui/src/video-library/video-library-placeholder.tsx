import { useEffect, useRef } from 'react'
import { Alert, useFailureText, useOnReconnect } from '../failure'
import { VideoFrame } from '../video-frame'
import { Button } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { focusVideo } from './focus-video'
import { initialQuery } from './library-query'
import { useOnline } from './use-online'
import { useLibrary } from './video-library-context'

const examples = ['exampleOne', 'exampleTwo', 'exampleThree'] as const
const placeholders = ['one', 'two', 'three', 'four', 'five', 'six'] as const

/**
 * The placeholder of a library without videos to show: loading cards, the empty state with example prompts, and no
 * search results.
 */
export function VideoLibraryPlaceholder() {
  const { library, ids } = useLibrary()
  if (library.ids.length > 0) return ids.length === 0 && !library.hasMore ? <NoMatch /> : null
  if (library.isLoading) return <Loading />
  return library.error ? null : <Empty />
}

function Loading() {
  const t = useLibraryStrings()
  return (
    <output className="dl-library-grid" aria-label={t('loading')}>
      {placeholders.map((placeholder) => (
        <div key={placeholder} className="dl-job dl-card dl-card-waiting">
          <VideoFrame id={placeholder} size="1280x720" />
        </div>
      ))}
    </output>
  )
}

function Empty() {
  const { fillPrompt } = useLibrary()
  const t = useLibraryStrings()
  return (
    <div className="dl-library-empty">
      <h2>{t('emptyTitle')}</h2>
      <p className="dl-muted">{t('emptyText')}</p>
      <ul>
        {examples.map((example) => (
          <li key={example}>
            <button type="button" className="dl-library-example" onClick={() => fillPrompt(t(example))}>
              {t(example)}
            </button>
          </li>
        ))}
      </ul>
    </div>
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
    <div className="dl-library-empty">
      <p>{t('noMatch')}</p>
      <Button variant="outline" onClick={clear}>
        {t('clear')}
      </Button>
    </div>
  )
}

/**
 * The error banner: offline, a list that failed to load, or a remix that failed. Videos that have loaded stay
 * visible.
 */
export function VideoLibraryErrorBanner() {
  const { library, failedRemix, openVideoId, openVideo } = useLibrary()
  const t = useLibraryStrings()
  const describeFailure = useFailureText()
  const isOnline = useOnline()
  useOnReconnect(library.error, library.refresh)
  const listError = library.error && describeFailure(library.error)
  // While the source video is open, its remix panel shows the error.
  const closedRemix = failedRemix && failedRemix.id !== openVideoId ? failedRemix : undefined
  const remixError = closedRemix && describeFailure(closedRemix.failure)
  return (
    <output className="dl-library-error">
      {!isOnline && <p>{t('offline')}</p>}
      {isOnline && listError && (
        <Alert {...listError}>
          <Button variant="outline" onClick={() => void library.refresh()}>
            {t('tryAgain')}
          </Button>
        </Alert>
      )}
      {closedRemix && remixError && (
        <Alert {...remixError}>
          <Button variant="outline" onClick={() => openVideo(closedRemix.id)}>
            {t('remix')}
          </Button>
        </Alert>
      )}
    </output>
  )
}
