import { VideoLibraryDialog, type VideoLibraryDialogProps } from './video-dialog'
import { VideoLibrarySelectionBar } from './video-library-selection-bar'
import { VideoLibraryGrid } from './video-library-grid'
import { VideoLibraryRoot, type VideoLibraryRootProps } from './video-library-root'
import { VideoLibraryStates, VideoLibraryErrorBanner } from './video-library-states'
import { VideoLibraryToolbar } from './video-library-toolbar'

/** Props of {@link VideoLibrary}. */
export interface VideoLibraryProps extends Omit<VideoLibraryRootProps, 'asChild' | 'children'> {
  /** What makes a changed copy of the film that is open. @default RemixPanel */
  remix?: VideoLibraryDialogProps['children']
}

/**
 * All films of a viewer, those in the making included. For another arrangement put its parts into a {@link VideoLibraryRoot}.
 *
 * @example
 * <VideoLibrary />
 */
export const VideoLibrary = ({ remix, ...props }: VideoLibraryProps) => (
  <VideoLibraryRoot {...props}>
    <VideoLibraryToolbar />
    <VideoLibraryErrorBanner />
    <VideoLibraryStates />
    <VideoLibraryGrid />
    <VideoLibrarySelectionBar />
    <VideoLibraryDialog>{remix}</VideoLibraryDialog>
  </VideoLibraryRoot>
)
