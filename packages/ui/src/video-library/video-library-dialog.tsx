import type { Video } from '@dailies/core'
import type * as Dialog from '@radix-ui/react-dialog'
import { forwardRef, type ReactNode } from 'react'
import { toLoadError } from '../failure'
import { useOnDemand, type PartProps, type WithoutAsChild } from '../primitives'
import { videoDialogModule } from './on-demand-modules'
import { useLibrary } from './video-library-context'

/** Props of {@link VideoLibraryDialog}, in addition to those of the element. */
export interface VideoLibraryDialogOwnProps extends WithoutAsChild {
  /** The panel that creates a remix of the open video. @default RemixPanel */
  children?: ReactNode | ((video: Video) => ReactNode)
}

/** Props of {@link VideoLibraryDialog}. */
export type VideoLibraryDialogProps = PartProps<typeof Dialog.Content, VideoLibraryDialogOwnProps>

/**
 * The dialog of the open video: a player or the progress of its job, its details, and the actions remix, download and
 * delete. It is loaded when a card is pointed at or focused.
 */
export const VideoLibraryDialog = /* @__PURE__ */ forwardRef<HTMLDivElement, VideoLibraryDialogProps>(
  function VideoLibraryDialog(props, ref) {
    const { openVideoId: id, openVideo, setFailedAction } = useLibrary()
    const loaded = useOnDemand(videoDialogModule, id !== undefined, (cause) => {
      openVideo(undefined)
      if (id !== undefined) setFailedAction({ action: 'open', id, error: toLoadError(cause) })
    })
    return loaded ? <loaded.VideoDialog {...props} ref={ref} /> : null
  },
)
