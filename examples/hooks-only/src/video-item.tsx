import { operationsOf } from '@dailies/core'
import type { Video } from '@dailies/core'
import { useCancelVideo, useCapabilities, useEstimate, useVideo, useVideosClient } from '@dailies/core/react'

/** One video, which is updated until it is done. */
export function VideoItem({ id, onDelete }: { id: string; onDelete(): void }) {
  const { video, connection, error } = useVideo(id)
  if (!video) return <li>{error?.message ?? 'Loading'}</li>
  return (
    <li data-status={video.status}>
      {video.status === 'completed' ? <Player video={video} /> : <Progress video={video} />}
      <p>{video.prompt}</p>
      {connection === 'offline' && <p>You are offline. The video goes on without you.</p>}
      <button type="button" onClick={onDelete}>
        Delete
      </button>
    </li>
  )
}

function Player({ video }: { video: Video }) {
  const { contentURL } = useVideosClient()
  return (
    <>
      {/* It has no speech to write captions of. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video src={contentURL(video)} poster={contentURL(video, 'thumbnail')} controls preload="none" loop playsInline />
      <a href={contentURL(video, 'video', { download: true })}>Download</a>
    </>
  )
}

function Progress({ video: { id, model, status, progress, error } }: { video: Video }) {
  const { capabilities } = useCapabilities()
  const estimate = useEstimate(id)
  const { trigger: cancel, isMutating, error: cancelError } = useCancelVideo()
  if (status === 'failed') return <p role="alert">{error?.message ?? 'This video failed.'}</p>
  return (
    <div className="progress">
      <progress aria-label="Progress" max={100} value={progress ?? undefined} />
      <p>
        {status === 'queued' ? 'Queued' : `${progress ?? 0} %`}
        {estimate && `, about ${Math.ceil(estimate.to)} seconds left`}
      </p>
      {operationsOf(capabilities, model).includes('cancel') && (
        <button type="button" disabled={isMutating} onClick={() => void cancel(id)}>
          Cancel
        </button>
      )}
      {cancelError && <p role="alert">{cancelError.message}</p>}
    </div>
  )
}
