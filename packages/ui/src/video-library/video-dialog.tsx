import type { Video } from '@dailies/core'
import * as Dialog from '@radix-ui/react-dialog'
import { X } from 'lucide'
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type ReactElement,
} from 'react'
import { Button, Icon, mergeProps, part } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { DialogContent, DialogLayer } from '../top-layer'
import { dialogAction } from './dialog-keys'
import { focusVideo } from './focus-video'
import { useNeighbors } from './use-neighbors'
import { VideoDialogContent } from './video-dialog-content'
import { VideoKeys } from './video-keys'
import { useLibrary } from './video-library-context'
import type { VideoLibraryDialogOwnProps } from './video-library-dialog'

/**
 * The dialog of the open video: a player or the progress of its job, the videos beside it, its details, and what can be
 * done with it. J and K open the previous and the next video, the question mark shows all keys.
 */
export const VideoDialog = /* @__PURE__ */ part<typeof DialogContent, VideoLibraryDialogOwnProps>(
  DialogContent,
  'dl dl-dialog dl-dialog-video',
  function VideoDialog({ children: remixPanel, ...props }) {
    const { ids, openVideoId, openVideo, fillPrompt } = useLibrary()
    const neighbors = useNeighbors(openVideoId)
    const [isShowingKeys, setShowingKeys] = useState(false)
    const lastOpenId = useRef<string>(undefined)
    // What the VideoPrompt gets when the dialog has closed and released the focus.
    const pendingAction = useRef<() => void>(undefined)
    const cancelEditing = useRef<() => void>(undefined)
    const onEditingChange = useCallback((cancel: (() => void) | undefined) => {
      cancelEditing.current = cancel
    }, [])
    useEffect(() => {
      if (openVideoId !== undefined) lastOpenId.current = openVideoId
    }, [openVideoId])
    const close = useCallback(() => {
      setShowingKeys(false)
      openVideo(undefined)
    }, [openVideo])
    const closeThen = (action: () => void) => {
      pendingAction.current = action
      close()
    }
    const editPrompt = (video: Video) => closeThen(() => fillPrompt(video.prompt ?? '', video))
    const onKey = (event: ReactKeyboardEvent) => {
      const action = dialogAction(event)
      if (!action) return
      // The player has a use for K too.
      event.preventDefault()
      if (action === 'keys') setShowingKeys(!isShowingKeys)
      else neighbors.open(action)
    }
    return mergeProps(
      {
        'aria-describedby': undefined,
        onKeyDownCapture: onKey,
        onEscapeKeyDown: (event: KeyboardEvent) => {
          if (!isShowingKeys && !cancelEditing.current) return
          event.preventDefault()
          if (isShowingKeys) setShowingKeys(false)
          else cancelEditing.current?.()
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
          const { current: action } = pendingAction
          pendingAction.current = undefined
          if (action) action()
          else focusVideo(lastOpenId.current, { isListed: ids.includes(lastOpenId.current ?? '') })
        },
        children: (
          <>
            {openVideoId !== undefined && (
              <VideoDialogContent
                id={openVideoId}
                neighbors={neighbors}
                remixPanel={remixPanel}
                onEditingChange={onEditingChange}
                onEditPrompt={editPrompt}
                closeThen={closeThen}
                onShowKeys={() => setShowingKeys(!isShowingKeys)}
              />
            )}
            {isShowingKeys && <VideoKeys onClose={() => setShowingKeys(false)} />}
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
