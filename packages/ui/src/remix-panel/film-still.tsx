import type { Video } from '@dailies/core'
import { useVideos } from '@dailies/core/react'
import { useState } from 'react'
import { FilmFrame } from '../film-frame'

/** A film as a still: its thumbnail, or the field in its colour until there is one. */
export function FilmStill({ video }: { video: Video }) {
  const videos = useVideos()
  const [failed, setFailed] = useState<string>()
  const source = isServed(video.assets?.thumbnail.state, video) ? videos.contentURL(video, 'thumbnail') : undefined
  return (
    <FilmFrame id={video.id} size={video.size}>
      {source && source !== failed && <img src={source} alt="" draggable={false} onError={() => setFailed(source)} />}
    </FilmFrame>
  )
}

const isServed = (state: string | undefined, { status }: Video) =>
  state === undefined ? status === 'completed' : state === 'ready' || state === 'archiving'
