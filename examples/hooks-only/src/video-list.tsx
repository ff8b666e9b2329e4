import { useUndoableDelete, useVideoLibrary } from '@dailies/core/react'
import { VideoItem } from './video-item'

/** All videos, the newest first. A deleted one disappears at once, and can be brought back for six seconds. */
export function VideoList() {
  const { ids, hasMore, isLoading, isLoadingMore, loadMore, error } = useVideoLibrary()
  const { hidden, pending, failed, deleteVideos, undo } = useUndoableDelete()
  const shown = ids.filter((id) => !hidden.has(id))

  return (
    <section aria-label="Your videos">
      {error && <p role="alert">{error.message}</p>}
      {failed && <p role="alert">Not deleted: {failed.error.message}</p>}
      {!isLoading && shown.length === 0 && <p>No videos yet.</p>}
      <ul>
        {shown.map((id) => (
          <VideoItem key={id} id={id} onDelete={() => deleteVideos([id])} />
        ))}
      </ul>
      {hasMore && (
        <button type="button" disabled={isLoadingMore} onClick={() => void loadMore()}>
          More
        </button>
      )}
      <output>
        {pending.length > 0 && (
          <>
            Deleted.{' '}
            <button type="button" onClick={undo}>
              Undo
            </button>
          </>
        )}
      </output>
    </section>
  )
}
