import { useFilteredVideoIds, useVideo, useVideoLibrary } from '@dailies/core/react'
import type { Video } from '@dailies/core'

const isCompleted = ({ status }: Video) => status === 'completed'

const Row = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  return <li>{video?.prompt ?? '…'}</li>
}

export const FinishedVideos = () => {
  const { ids, hasMore, isLoadingMore, loadMore } = useVideoLibrary({ pageSize: 10 })
  const finished = useFilteredVideoIds(ids, isCompleted)
  return (
    <>
      <ul>
        {finished.map((id) => (
          <Row key={id} id={id} />
        ))}
      </ul>
      {hasMore && (
        <button type="button" disabled={isLoadingMore} onClick={() => void loadMore()}>
          More
        </button>
      )}
    </>
  )
}
