import type { Video } from '@dailies/core'
import { useVideos } from '@dailies/core/react'
import { Download } from 'lucide'
import { Icon } from '../primitives'
import { useLibraryText } from '../strings/texts'

/** A link that saves a film, where there is one to save. */
export function VideoDownload({ video }: { video: Video }) {
  const videos = useVideos()
  const text = useLibraryText()
  const state = video.assets?.video.state ?? 'ready'
  if (video.status !== 'completed' || (state !== 'ready' && state !== 'archiving')) return null
  return (
    <a className="dl-button" data-look="outline" href={videos.contentURL(video, 'video', { download: true })} download>
      <Icon of={Download} />
      {text('download')}
    </a>
  )
}
