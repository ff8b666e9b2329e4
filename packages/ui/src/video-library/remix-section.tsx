import type { Video } from '@dailies/core'
import { useEffect, useRef } from 'react'
import type { RemixOperation } from '../remix-operations'
import {
  RemixPanelErrorMessage,
  RemixPanelEstimate,
  RemixPanelField,
  RemixPanelForm,
  RemixPanelHint,
  RemixPanelRoot,
  RemixPanelSeconds,
  RemixPanelSubmit,
  RemixPanelSuggestions,
  useRemixPanel,
} from '../remix-panel'
import { useLibrary } from './video-library-context'
import type { VideoLibraryDialogOwnProps } from './video-library-dialog'

interface RemixSectionProps {
  video: Video
  /** The operation whose button was pressed. */
  operation: RemixOperation
  remixPanel: VideoLibraryDialogOwnProps['children']
  onCreated(): void
}

/**
 * The form that changes the video, by one operation: give it a key. It is beneath the video, which may fill the window, so it scrolls into view and focuses
 * its field.
 */
export function RemixSection({ video, operation, remixPanel, onCreated }: RemixSectionProps) {
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
            <RemixPanelRoot
              video={video}
              operation={operation}
              onCreated={({ id }) => {
                onCreated()
                openVideo(id, { onlyIfOpen: video.id })
              }}
              onError={(error) => setFailedAction({ action: 'remix', id: video.id, error })}
            >
              <RemixPanelForm>
                <RemixPanelField />
                <RemixPanelHint />
                <RemixPanelSuggestions />
                <RemixPanelErrorMessage />
                <Footer />
              </RemixPanelForm>
            </RemixPanelRoot>
          ))}
    </div>
  )
}

/** Nothing if the server turns out to offer no operation. */
const Footer = () =>
  useRemixPanel().operation && (
    <div className="dl-prompt-foot">
      <RemixPanelSeconds />
      <RemixPanelEstimate />
      <RemixPanelSubmit />
    </div>
  )
