import type { Video } from '@dailies/core'
import { useVideos } from '@dailies/core/react'
import { FilmFrame } from '../film-frame'

/** A film as a still: its thumbnail, or the field in its colour until there is one. */
export function FilmStill({ video }: { video: Video }) {
  const videos = useVideos()
  const hasThumbnail = isServed(video.assets?.thumbnail.state, video)
  return (
    <FilmFrame id={video.id} size={video.size}>
      {hasThumbnail && <img src={videos.contentURL(video, 'thumbnail')} alt="" draggable={false} />}
    </FilmFrame>
  )
}

const isServed = (state: string | undefined, { status }: Video) =>
  state === undefined ? status === 'completed' : state === 'ready' || state === 'archiving'
