import { useEffect, useRef, type ComponentPropsWithoutRef } from 'react'
import { Button, classes } from '../primitives'
import { videoLibrary } from '../strings/english/video-library'
import { useText } from '../strings/language-provider'
import { VideoCard } from './video-card'
import { useLibrary } from './video-library-context'

/** The films as frames, and the way to more of them. */
export function VideoLibraryGrid({ className, ...props }: ComponentPropsWithoutRef<'ul'>) {
  const { ids, open, handPrompt } = useLibrary('VideoLibraryGrid')
  return (
    <>
      <ul {...props} className={classes('dl-library-grid', className)}>
        {ids.map((id) => (
          <li key={id}>
            <VideoCard id={id} onOpen={open} onEditPrompt={handPrompt} />
          </li>
        ))}
      </ul>
      <More />
    </>
  )
}

/** Loads the next page as its end comes into view, and by a button for those who cannot scroll there. */
function More() {
  const { library } = useLibrary()
  const { hasMore, isLoadingMore, error, loadMore } = library
  const text = useText('videoLibrary', videoLibrary)
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || !hasMore || isLoadingMore || error || typeof IntersectionObserver !== 'function')
      return undefined
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void loadMore()
    }, ahead)
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [hasMore, isLoadingMore, error, loadMore])
  if (!hasMore) return null
  return (
    <div ref={end} className="dl-library-more">
      <Button look="outline" disabled={isLoadingMore} onClick={() => void loadMore()}>
        {text('more')}
      </Button>
    </div>
  )
}

const ahead: IntersectionObserverInit = { rootMargin: '50% 0px' }
