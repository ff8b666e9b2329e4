import { isSettled, type Video, type VideoError } from '@dailies/core'
import { useCapabilities, useVideo } from '@dailies/core/react'
import * as Dialog from '@radix-ui/react-dialog'
import { Download, Link, X } from 'lucide'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { Alert, toLoadError, useFailureText, type Failure } from '../failure'
import { VideoDownload } from '../video-frame'
import { Button, Icon, mergeProps, part, useOnDemand } from '../primitives'
import {
  JobProgressBar,
  JobProgressCancel,
  JobProgressFailure,
  JobProgressFrame,
  JobProgressSummary,
  JobProgressConnection,
  JobProgressRoot,
} from '../job-progress'
import { canCancel, offeredOperations } from '../remix-operations'
import { useJobStrings, useLibraryStrings } from '../strings/texts'
import { DialogContent, DialogLayer } from '../top-layer'
import { VideoPlayerControls, VideoPlayerMedia, VideoPlayerRoot } from '../video-player'
import { focusVideo } from './focus-video'
import { DeleteDialog } from './delete-dialog'
import { remixSectionModule } from './on-demand-modules'
import { ShareSection } from './share-section'
import { VideoDetails } from './video-details'
import { VideoTitle } from './video-title'
import { useDeletions, useLibrary } from './video-library-context'
import type { VideoLibraryDialogOwnProps } from './video-library-dialog'

/**
 * The dialog of the open video: a player or the progress of its job, its details, and the actions remix, download and
 * delete.
 */
export const VideoDialog = /* @__PURE__ */ part<typeof DialogContent, VideoLibraryDialogOwnProps>(
  DialogContent,
  'dl dl-dialog',
  function VideoDialog({ children: remixPanel, ...props }) {
    const { openVideoId, openVideo, fillPrompt } = useLibrary()
    const lastOpenId = useRef<string>(undefined)
    // The video whose prompt and options go into the VideoPrompt when the dialog has closed and released the focus.
    const pendingPrompt = useRef<Video>(undefined)
    const cancelEditing = useRef<() => void>(undefined)
    const onEditingChange = useCallback((cancel: (() => void) | undefined) => {
      cancelEditing.current = cancel
    }, [])
    useEffect(() => {
      if (openVideoId !== undefined) lastOpenId.current = openVideoId
    }, [openVideoId])
    const close = useCallback(() => openVideo(undefined), [openVideo])
    const editPrompt = (video: Video) => {
      pendingPrompt.current = video
      close()
    }
    return mergeProps(
      {
        'aria-describedby': undefined,
        onEscapeKeyDown: (event: KeyboardEvent) => {
          if (!cancelEditing.current) return
          event.preventDefault()
          cancelEditing.current()
        },
        onOpenAutoFocus: (event: Event) => {
          const { currentTarget: dialog } = event
          // Radix focuses the first button. Without a player, that button stops or deletes the job, so focus the
          // dialog.
          if (!(dialog instanceof HTMLElement) || dialog.querySelector('.dl-player')) return
          event.preventDefault()
          dialog.focus()
        },
        onCloseAutoFocus: (event: Event) => {
          // There is no trigger to return the focus to, so focus the card of the video.
          event.preventDefault()
          if (pendingPrompt.current === undefined) focusVideo(lastOpenId.current)
          else fillPrompt(pendingPrompt.current.prompt ?? '', pendingPrompt.current)
          pendingPrompt.current = undefined
        },
        children: (
          <>
            {openVideoId !== undefined && (
              <VideoDialogContent
                id={openVideoId}
                remixPanel={remixPanel}
                onEditingChange={onEditingChange}
                onEditPrompt={editPrompt}
              />
            )}
            <CloseButton />
          </>
        ),
        render: (element: ReactElement) => (
          <DialogLayer isOpen={openVideoId !== undefined} onClose={close}>
            {element}
          </DialogLayer>
        ),
      },
      props,
    )
  },
)

function CloseButton() {
  const t = useLibraryStrings()
  return (
    <Dialog.Close asChild>
      <Button variant="icon" className="dl-dialog-close" aria-label={t('close')}>
        <Icon icon={X} />
      </Button>
    </Dialog.Close>
  )
}

interface VideoDialogContentProps {
  id: string
  remixPanel: VideoLibraryDialogOwnProps['children']
  onEditingChange(cancel: (() => void) | undefined): void
  onEditPrompt(video: Video): void
}

function VideoDialogContent({ id, remixPanel, onEditingChange, onEditPrompt }: VideoDialogContentProps) {
  const { openVideo, failedAction } = useLibrary()
  const { deleteVideos } = useDeletions()
  const { video, error } = useVideo(id)
  const { capabilities } = useCapabilities()
  const openIds = useMemo(() => [id], [id])
  const t = useLibraryStrings()
  const tJob = useJobStrings()
  const describeFailure = useFailureText()
  // This component stays mounted, with its remix panel, while the user goes from video to video.
  // The last id whose video was loaded: if that video then disappears, it was deleted.
  const [loadedId, setLoadedId] = useState<string>()
  const [isRemixing, setRemixing] = useState(false)
  const [isSharing, setSharing] = useState(false)
  const [loadError, setLoadError] = useState<VideoError>()
  const remixSection = useOnDemand(remixSectionModule, isRemixing, (cause) => {
    setRemixing(false)
    setLoadError(toLoadError(cause))
  })
  // An id instead of a boolean, so that the confirmation never applies to another video.
  const [deletingId, setDeletingId] = useState<string>()
  if (video && loadedId !== id) setLoadedId(id)
  if (!video) return <MissingVideo failure={loadedId === id ? notFound : error} />
  const failedUpdate = failedAction?.action === 'update' && failedAction.id === id ? failedAction.error : undefined
  const actionError = loadError ?? failedUpdate
  const isCompleted = video.status === 'completed'
  const canShare = isCompleted && capabilities?.sharing === true
  // Whether the model can do it; while that is not known, the panel says so.
  const canRemix = isCompleted && (!capabilities || offeredOperations(capabilities, video.model).length > 0)
  return (
    <>
      {isCompleted ? (
        <DialogPlayer key={id} id={id} />
      ) : (
        <DialogJobProgress key={id} id={id} onEditPrompt={onEditPrompt} />
      )}
      <VideoTitle key={`title of ${id}`} video={video} onEditingChange={onEditingChange} />
      <VideoDetails video={video} onOpen={openVideo} />
      <div className="dl-actions">
        {canRemix && (
          <Button
            variant="outline"
            aria-expanded={isRemixing}
            onPointerEnter={remixSectionModule.preload}
            onFocus={remixSectionModule.preload}
            onClick={() => {
              setLoadError(undefined)
              setRemixing(!isRemixing)
            }}
          >
            {t('remix')}
          </Button>
        )}
        <VideoDownload video={video} data-variant="outline">
          <Icon icon={Download} />
          {t('download')}
        </VideoDownload>
        {canShare && (
          <Button variant="outline" aria-expanded={isSharing} onClick={() => setSharing(!isSharing)}>
            <Icon icon={Link} />
            {t('share')}
          </Button>
        )}
        <Button variant="destructive-outline" onClick={() => setDeletingId(id)}>
          {/* Deleting a running job ends it, so the label is Stop, unless it can be cancelled and kept. */}
          {isSettled(video) || canCancel(capabilities, video) ? t('delete') : tJob('stop')}
        </Button>
      </div>
      {actionError && (
        <div role="alert">
          <Alert {...describeFailure(actionError)} />
        </div>
      )}
      {canShare && isSharing && <ShareSection key={`shares of ${id}`} id={id} />}
      {canRemix && isRemixing && remixSection && (
        <remixSection.RemixSection
          // A custom panel may have state that belongs to one video, such as typed text.
          key={typeof remixPanel === 'function' ? id : undefined}
          video={video}
          remixPanel={remixPanel}
          onCreated={() => setRemixing(false)}
        />
      )}
      <DeleteDialog
        ids={openIds}
        isOpen={deletingId === id}
        onClose={() => setDeletingId(undefined)}
        onConfirm={() => {
          openVideo(undefined)
          deleteVideos([id])
        }}
      />
    </>
  )
}

const notFound: Failure = { code: 'not_found', message: '' }

/** Shown instead of a video that is not available. It is empty until the failure is known. */
function MissingVideo({ failure }: { failure: Failure | undefined }) {
  const t = useLibraryStrings()
  const describeFailure = useFailureText()
  const close = useRef<HTMLButtonElement>(null)
  const hasFailed = failure !== undefined
  useEffect(() => {
    // The element that had the focus may have been unmounted with the video.
    if (hasFailed) close.current?.focus()
  }, [hasFailed])
  return (
    <>
      <Dialog.Title className="dl-hidden">{t('details')}</Dialog.Title>
      {failure && (
        <div role="alert">
          <Alert title={describeFailure(failure).title} text={describeFailure(failure).text}>
            <Dialog.Close asChild>
              <Button ref={close} variant="outline">
                {t('close')}
              </Button>
            </Dialog.Close>
          </Alert>
        </div>
      )}
    </>
  )
}

/** The player without its download link, which is among the actions here. */
const DialogPlayer = ({ id }: { id: string }) => (
  <VideoPlayerRoot id={id}>
    <VideoPlayerMedia />
    <VideoPlayerControls />
  </VideoPlayerRoot>
)

/** The job progress without its prompt, which is the title of the dialog. */
function DialogJobProgress({ id, onEditPrompt }: Pick<VideoDialogContentProps, 'id' | 'onEditPrompt'>) {
  const { openVideo, hideFailedVideo } = useLibrary()
  return (
    <JobProgressRoot
      id={id}
      className="dl-dialog-job"
      onRetried={(retried) => {
        hideFailedVideo(id)
        openVideo(retried.id, { onlyIfOpen: id })
      }}
      onDeleted={() => openVideo(undefined, { onlyIfOpen: id })}
      onEditPrompt={onEditPrompt}
    >
      <div className="dl-media">
        <JobProgressFrame>
          <JobProgressBar />
        </JobProgressFrame>
        <JobProgressConnection />
      </div>
      <JobProgressSummary />
      <JobProgressCancel />
      <JobProgressFailure />
    </JobProgressRoot>
  )
}
