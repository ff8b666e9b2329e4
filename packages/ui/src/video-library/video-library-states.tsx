import { useEffect, useRef } from 'react'
import { Alert, useFailureText, useReconnect } from '../failure'
import { VideoFrame } from '../video-frame'
import { Button } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { focusVideo } from './focus-video'
import { initialQuery } from './library-query'
import { useOnline } from './use-online'
import { useLibrary } from './video-library-context'

const examples = ['exampleOne', 'exampleTwo', 'exampleThree'] as const
const places = ['one', 'two', 'three', 'four', 'five', 'six'] as const

/** What stands where no films can: frames in place while loading, examples where there are none yet, words where it failed. */
export function VideoLibraryStates() {
  const { library, ids } = useLibrary()
  if (library.ids.length > 0) return ids.length === 0 && !library.hasMore ? <NoMatch /> : null
  if (library.isLoading) return <Loading />
  return library.error ? null : <Empty />
}

function Loading() {
  const text = useLibraryStrings()
  return (
    <output className="dl-library-grid" aria-label={text('loading')}>
      {places.map((place) => (
        <div key={place} className="dl-job dl-card dl-card-waiting">
          <VideoFrame id={place} size="1280x720" />
        </div>
      ))}
    </output>
  )
}

function Empty() {
  const { handPrompt } = useLibrary()
  const text = useLibraryStrings()
  return (
    <div className="dl-library-empty">
      <h2>{text('emptyTitle')}</h2>
      <p className="dl-muted">{text('emptyText')}</p>
      <ul>
        {examples.map((example) => (
          <li key={example}>
            <button type="button" className="dl-library-example" onClick={() => handPrompt(text(example))}>
              {text(example)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function NoMatch() {
  const { ask, query } = useLibrary()
  const text = useLibraryStrings()
  const wasPressed = useRef(false)
  // The films take the place of the button, and its focus: they are there once the grid was measured anew.
  useEffect(
    () => () => {
      if (wasPressed.current) requestAnimationFrame(() => focusVideo())
    },
    [],
  )
  const clear = () => {
    wasPressed.current = true
    ask({ ...initialQuery, order: query.order })
  }
  return (
    <div className="dl-library-empty">
      <p>{text('noMatch')}</p>
      <Button variant="outline" onClick={clear}>
        {text('clear')}
      </Button>
    </div>
  )
}

/** One line on top while the list cannot be asked; what is there stays. */
export function VideoLibraryErrorBanner() {
  const { library, rejectedRemix, openVideoId, open } = useLibrary()
  const text = useLibraryStrings()
  const words = useFailureText()
  const isOnline = useOnline()
  useReconnect(library.error, library.refresh)
  const failed = library.error && words(library.error)
  // While the film is open its panel tells it.
  const lost = rejectedRemix && rejectedRemix.id !== openVideoId ? rejectedRemix : undefined
  const unmade = lost && words(lost.failed)
  return (
    <output className="dl-library-error">
      {!isOnline && <p>{text('offline')}</p>}
      {isOnline && failed && (
        <Alert {...failed}>
          <Button variant="outline" onClick={() => void library.refresh()}>
            {text('tryAgain')}
          </Button>
        </Alert>
      )}
      {lost && unmade && (
        <Alert {...unmade}>
          <Button variant="outline" onClick={() => open(lost.id)}>
            {text('remix')}
          </Button>
        </Alert>
      )}
    </output>
  )
}
