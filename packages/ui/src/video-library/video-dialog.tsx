import { isSettled, type Video } from '@dailies/core'
import { useVideo } from '@dailies/core/react'
import * as Dialog from '@radix-ui/react-dialog'
import { Download, X } from 'lucide'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Alert, useFailureText, type Failure } from '../failure'
import { VideoDownload } from '../video-frame'
import { Button, Icon } from '../primitives'
import {
  JobProgressBar,
  JobProgressFailure,
  JobProgressFrame,
  JobProgressRow,
  JobProgressConnection,
  JobProgressRoot,
} from '../job-progress'
import { RemixPanel } from '../remix-panel'
import { useJobStrings, useLibraryStrings } from '../strings/texts'
import { VideoPlayerControls, VideoPlayerMedia, VideoPlayerRoot } from '../video-player'
import { focusVideo } from './focus-video'
import { DeleteDialog } from './delete-dialog'
import { VideoFacts } from './video-facts'
import { useLibrary } from './video-library-context'

/** Props of {@link VideoLibraryDialog}. */
export interface VideoLibraryDialogProps {
  /** What makes a changed copy of the film that is open. @default RemixPanel */
  children?: ReactNode | ((video: Video) => ReactNode)
}

/** The film that is open: large, with its facts and what can be done with it. */
export function VideoLibraryDialog({ children }: VideoLibraryDialogProps) {
  const { openVideoId, open, handPrompt } = useLibrary()
  const text = useLibraryStrings()
  const last = useRef<string>(undefined)
  // Handed over once the dialog has let go of the focus.
  const handed = useRef<string>(undefined)
  useEffect(() => {
    if (openVideoId !== undefined) last.current = openVideoId
  }, [openVideoId])
  return (
    <Dialog.Root open={openVideoId !== undefined} onOpenChange={(isOpen) => !isOpen && open(undefined)}>
      <Dialog.Portal>
        <Dialog.Overlay className="dl dl-overlay" />
        <Dialog.Content
          className="dl dl-dialog"
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            const { currentTarget: dialog } = event
            // Radix would go to the first button, which stops or deletes what has no player yet.
            if (!(dialog instanceof HTMLElement) || dialog.querySelector('.dl-player')) return
            event.preventDefault()
            dialog.focus()
          }}
          onCloseAutoFocus={(event) => {
            // Radix would go back to a trigger; here that is the card of the film, or another where it is gone.
            event.preventDefault()
            if (handed.current === undefined) focusVideo(last.current)
            else handPrompt(handed.current)
            handed.current = undefined
          }}
        >
          {openVideoId !== undefined && (
            <Film
              id={openVideoId}
              remix={children}
              onEditPrompt={(prompt) => {
                handed.current = prompt
                open(undefined)
              }}
            />
          )}
          <Dialog.Close asChild>
            <Button variant="icon" className="dl-dialog-close" aria-label={text('close')}>
              <Icon of={X} />
            </Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface VideoSourceProps {
  id: string
  remix: VideoLibraryDialogProps['children']
  onEditPrompt(prompt: string): void
}

function Film({ id, remix, onEditPrompt }: VideoSourceProps) {
  const { open, undoableDelete } = useLibrary()
  const { video, error } = useVideo(id)
  const text = useLibraryStrings()
  const jobText = useJobStrings()
  // It stays while another film is walked to, and the panel with it.
  const [known, setKnown] = useState<string>()
  const [isRemixing, setRemixing] = useState(false)
  // By its id: a question about one film must not become one about the next.
  const [deleting, setDeleting] = useState<string>()
  if (video && known !== id) setKnown(id)
  if (!video) return <NoFilm why={known === id ? gone : error} />
  const isDrawnFromVideo = video.status === 'completed'
  return (
    <>
      {isDrawnFromVideo ? <Player key={id} id={id} /> : <Job key={id} id={id} onEditPrompt={onEditPrompt} />}
      <Dialog.Title className="dl-dialog-prompt" dir="auto">
        {video.prompt ?? text('untitled')}
      </Dialog.Title>
      <VideoFacts video={video} onOpen={open} />
      <div className="dl-actions">
        {isDrawnFromVideo && (
          <Button variant="outline" aria-expanded={isRemixing} onClick={() => setRemixing(!isRemixing)}>
            {text('remix')}
          </Button>
        )}
        <VideoDownload video={video} data-variant="outline">
          <Icon of={Download} />
          {text('download')}
        </VideoDownload>
        <Button variant="destructive-outline" onClick={() => setDeleting(id)}>
          {isSettled(video) ? text('delete') : jobText('stop')}
        </Button>
      </div>
      {isDrawnFromVideo && isRemixing && (
        <Remix
          // What a page brings of its own may hold what was typed for one film.
          key={typeof remix === 'function' ? id : undefined}
          video={video}
          remix={remix}
          onCreated={() => setRemixing(false)}
        />
      )}
      <DeleteDialog
        running={isSettled(video) ? 0 : 1}
        count={1}
        isOpen={deleting === id}
        onClose={() => setDeleting(undefined)}
        onConfirm={() => {
          open(undefined)
          undoableDelete.deleteVideos([id])
        }}
      />
    </>
  )
}

const gone: Failure = { code: 'not_found', message: '' }

/** Instead of a film that is not there: nothing until it is known why. */
function NoFilm({ why }: { why: Failure | undefined }) {
  const text = useLibraryStrings()
  const words = useFailureText()
  const close = useRef<HTMLButtonElement>(null)
  const isTold = why !== undefined
  useEffect(() => {
    // What had the focus may have gone with the film.
    if (isTold) close.current?.focus()
  }, [isTold])
  return (
    <>
      <Dialog.Title className="dl-hidden">{text('details')}</Dialog.Title>
      {why && (
        <div role="alert">
          <Alert title={words(why).title} text={words(why).text}>
            <Dialog.Close asChild>
              <Button ref={close} variant="outline">
                {text('close')}
              </Button>
            </Dialog.Close>
          </Alert>
        </div>
      )}
    </>
  )
}

/** The player without a download of its own, which stands among the actions here. */
const Player = ({ id }: { id: string }) => (
  <VideoPlayerRoot id={id}>
    <VideoPlayerMedia />
    <VideoPlayerControls />
  </VideoPlayerRoot>
)

/** The job without its prompt, which is the title here. */
function Job({ id, onEditPrompt }: Omit<VideoSourceProps, 'remix'>) {
  const { open, dismiss } = useLibrary()
  return (
    <JobProgressRoot
      id={id}
      className="dl-dialog-job"
      onRetried={(begun) => {
        dismiss(id)
        open(begun.id, id)
      }}
      onDeleted={() => open(undefined, id)}
      onEditPrompt={({ prompt }) => onEditPrompt(prompt ?? '')}
    >
      <div className="dl-stage">
        <JobProgressFrame>
          <JobProgressBar />
        </JobProgressFrame>
        <JobProgressConnection />
      </div>
      <JobProgressRow />
      <JobProgressFailure />
    </JobProgressRoot>
  )
}

/** It comes beneath the film, which may fill the window: so it comes into view, with the focus in its field. */
function Remix({
  video,
  remix,
  onCreated,
}: {
  video: Video
  remix: VideoLibraryDialogProps['children']
  onCreated(): void
}) {
  const { open, rejectRemix } = useLibrary()
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    panel.current?.querySelector('textarea')?.focus()
    ;(panel.current?.querySelector('form') ?? panel.current)?.scrollIntoView?.({ block: 'nearest' })
  }, [])
  return (
    <div ref={panel}>
      {typeof remix === 'function'
        ? remix(video)
        : (remix ?? (
            <RemixPanel
              video={video}
              onCreated={({ id }) => {
                onCreated()
                open(id, video.id)
              }}
              onError={(failed) => rejectRemix(video.id, failed)}
              onSelectVideo={open}
            />
          ))}
    </div>
  )
}
