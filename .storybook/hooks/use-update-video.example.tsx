import { useCancelVideo, useDeleteVideo, useShareVideo, useUpdateVideo, useVideo } from '@dailies/core/react'

export const VideoActions = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  const update = useUpdateVideo()
  const share = useShareVideo()
  const cancel = useCancelVideo()
  const remove = useDeleteVideo()
  const isRunning = video?.status === 'queued' || video?.status === 'in_progress'
  return (
    <p>
      <button type="button" onClick={() => void update.trigger(id, { metadata: { title: 'Opening shot' } })}>
        Rename
      </button>
      <button type="button" onClick={() => void share.trigger(id)}>
        Share
      </button>
      {isRunning && (
        <button type="button" onClick={() => void cancel.trigger(id)}>
          Cancel
        </button>
      )}
      <button type="button" onClick={() => void remove.trigger(id)}>
        Delete
      </button>
    </p>
  )
}
