import type { Video, VideoError } from '@dailies/core'
import { useLineage, useVideo } from '@dailies/core/react'
import { useRef, useState } from 'react'
import { Alert, toLoadError, useFailureText, type Failure } from '../failure'
import { useOnDemand } from '../primitives'
import { DialogJobProgress } from './dialog-job-progress'
import { DialogPlayer } from './dialog-player'
import { FrameActions } from './frame-actions'
import { MissingVideo } from './missing-video'
import { lineageSectionModule, remixSectionModule } from './on-demand-modules'
import { ShareSection } from './share-section'
import type { Neighbors } from './use-neighbors'
import { isPlayable } from './library-query'
import { useSections, VideoActions, type DialogSection } from './video-actions'
import { VideoDetails } from './video-details'
import { VideoStrip } from './video-strip'
import { useDeletions, useLibrary } from './video-library-context'
import type { VideoLibraryDialogOwnProps } from './video-library-dialog'
import { VideoPromptActions } from './video-prompt-actions'
import { VideoTitle } from './video-title'

interface VideoDialogContentProps {
  id: string
  neighbors: Neighbors
  remixPanel: VideoLibraryDialogOwnProps['children']
  onEditingChange(cancel: (() => void) | undefined): void
  onEditPrompt(video: Video): void
  /** Closes the dialog, and then does something outside of it. */
  closeThen(action: () => void): void
  onShowKeys(): void
}

/** The open video, or why there is none. It stays mounted while the user goes from video to video. */
export function VideoDialogContent({ id, ...props }: VideoDialogContentProps) {
  const { video, error } = useVideo(id)
  // The last id whose video was loaded: if that video then disappears, it was deleted.
  const [loadedId, setLoadedId] = useState<string>()
  const [isMuted, setMuted] = useState(true)
  const [speed, setSpeed] = useState(1)
  const [section, setSection] = useState<DialogSection>()
  const stage = useRef<HTMLDivElement>(null)
  const getTime = () => stage.current?.querySelector('video')?.currentTime ?? 0
  if (video && loadedId !== id) setLoadedId(id)
  if (!video) return <MissingVideo failure={loadedId === id ? notFound : error} />
  const { neighbors, onEditPrompt, onShowKeys } = props
  const playback = { muted: isMuted, onMutedChange: setMuted, speed, onSpeedChange: setSpeed }
  return (
    <>
      <div ref={stage} className="dl-dialog-stage">
        {video.status === 'completed' ? (
          <DialogPlayer key={id} id={id} playback={playback} onShowKeys={onShowKeys} />
        ) : (
          <DialogJobProgress key={id} id={id} onEditPrompt={onEditPrompt} />
        )}
        <VideoStrip neighbors={neighbors} />
      </div>
      <VideoDialogSide video={video} getTime={getTime} section={section} onSectionChange={setSection} {...props} />
    </>
  )
}

const notFound: Failure = { code: 'not_found', message: '' }

interface VideoDialogSideProps extends Omit<VideoDialogContentProps, 'id' | 'neighbors' | 'onShowKeys'> {
  video: Video
  /** The position of its player, in seconds. */
  getTime(): number
  section: DialogSection | undefined
  onSectionChange(section: DialogSection | undefined): void
}

/** The title and prompt of a video, its actions and its details. */
function VideoDialogSide({ video, getTime, section, onSectionChange, ...props }: VideoDialogSideProps) {
  const { remixPanel, onEditingChange, closeThen } = props
  const { id } = video
  const { openVideo, failedAction } = useLibrary()
  const { deleteVideos } = useDeletions()
  const describeFailure = useFailureText()
  const sections = useSections(video, remixPanel !== undefined)
  const open = sections.find((each) => each === section)
  const [ownError, setOwnError] = useState<VideoError>()
  const operation = open === 'share' ? undefined : open
  const remixSection = useOnDemand(remixSectionModule, operation !== undefined, (cause) => {
    onSectionChange(undefined)
    setOwnError(toLoadError(cause))
  })
  const { remixes } = useLineage(id)
  const hasLineage = video.remixed_from_video_id !== null || remixes.has(id)
  const lineageSection = useOnDemand(lineageSectionModule, hasLineage, (cause) => setOwnError(toLoadError(cause)))
  const failedUpdate = failedAction?.action === 'update' && failedAction.id === id ? failedAction.error : undefined
  const actionError = ownError ?? failedUpdate
  return (
    <div className="dl-dialog-side">
      <VideoTitle key={`title of ${id}`} video={video} onEditingChange={onEditingChange} />
      <VideoPromptActions key={`prompt of ${id}`} video={video} closeThen={closeThen} />
      <VideoActions
        video={video}
        sections={sections}
        section={open}
        onSectionChange={(next) => {
          setOwnError(undefined)
          onSectionChange(next)
        }}
        onDelete={() => {
          openVideo(undefined)
          deleteVideos([id])
        }}
      >
        {isPlayable(video) && (
          <FrameActions
            key={`frames of ${id}`}
            video={video}
            getTime={getTime}
            closeThen={closeThen}
            onError={setOwnError}
          />
        )}
      </VideoActions>
      {actionError && (
        <div role="alert">
          <Alert {...describeFailure(actionError)} />
        </div>
      )}
      {open === 'share' && <ShareSection key={`shares of ${id}`} id={id} />}
      {operation && remixSection && (
        <remixSection.RemixSection
          // A custom panel may have state that belongs to one video, such as typed text.
          key={typeof remixPanel === 'function' ? id : operation}
          video={video}
          operation={operation}
          remixPanel={remixPanel}
          onCreated={() => onSectionChange(undefined)}
        />
      )}
      <VideoDetails video={video} />
      {hasLineage && lineageSection && <lineageSection.LineageSection video={video} />}
    </div>
  )
}
