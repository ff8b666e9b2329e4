import { VideoLibraryDialog, type VideoLibraryDialogProps } from './video-dialog'
import { VideoLibraryBar } from './video-library-bar'
import { VideoLibraryGrid } from './video-library-grid'
import { VideoLibraryRoot, type VideoLibraryRootProps } from './video-library-root'
import { VideoLibraryStates, VideoLibraryTrouble } from './video-library-states'
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
    <VideoLibraryTrouble />
    <VideoLibraryStates />
    <VideoLibraryGrid />
    <VideoLibraryBar />
    <VideoLibraryDialog>{remix}</VideoLibraryDialog>
  </VideoLibraryRoot>
)
