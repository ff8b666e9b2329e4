import type { Video } from '@dailies/core'
import { FilmFrame, FilmPicture, useContentURL } from '../film-frame'

/** A film as a still: its thumbnail, or the field in its colour until there is one. */
export function FilmStill({ video }: { video: Video }) {
  const still = useContentURL(video)('thumbnail')
  return (
    <FilmFrame id={video.id} size={video.size}>
      {still !== undefined && <FilmPicture src={still} />}
    </FilmFrame>
  )
}
