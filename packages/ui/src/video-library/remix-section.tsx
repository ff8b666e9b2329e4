import type { Video } from '@dailies/core'
import { useEffect, useRef } from 'react'
import { RemixPanel } from '../remix-panel'
import { useLibrary } from './video-library-context'
import type { VideoLibraryDialogOwnProps } from './video-library-dialog'

/**
 * The remix panel. It is beneath the video, which may fill the window, so it scrolls into view and focuses its field.
 */
export function RemixSection({
  video,
  remixPanel,
  onCreated,
}: {
  video: Video
  remixPanel: VideoLibraryDialogOwnProps['children']
  onCreated(): void
}) {
  const { openVideo, setFailedAction } = useLibrary()
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    panel.current?.querySelector('textarea')?.focus()
    ;(panel.current?.querySelector('form') ?? panel.current)?.scrollIntoView?.({ block: 'nearest' })
  }, [])
  return (
    <div ref={panel}>
      {typeof remixPanel === 'function'
        ? remixPanel(video)
        : (remixPanel ?? (
            <RemixPanel
              video={video}
              onCreated={({ id }) => {
                onCreated()
                openVideo(id, { onlyIfOpen: video.id })
              }}
              onError={(error) => setFailedAction({ action: 'remix', id: video.id, error })}
              onSelectVideo={openVideo}
            />
          ))}
    </div>
  )
}
