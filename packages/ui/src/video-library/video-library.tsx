import { VideoLibraryDialog, type VideoLibraryDialogProps } from './video-dialog'
import { VideoLibrarySelectionBar } from './video-library-selection-bar'
import { VideoLibraryGrid } from './video-library-grid'
import { VideoLibraryRoot, type VideoLibraryRootProps } from './video-library-root'
import { VideoLibraryPlaceholder, VideoLibraryErrorBanner } from './video-library-placeholder'
import { VideoLibraryToolbar } from './video-library-toolbar'

/** Props of {@link VideoLibrary}. */
export interface VideoLibraryProps extends Omit<VideoLibraryRootProps, 'asChild' | 'children'> {
  /** The panel that creates a remix of the open video. @default RemixPanel */
  remix?: VideoLibraryDialogProps['children']
}

/**
 * A library (gallery) of all videos of the user, including those in progress: search, filters, infinite scroll,
 * selection, undoable deletion and a dialog for each video. For another layout, compose its parts inside a
 * {@link VideoLibraryRoot}.
 *
 * @example
 * <VideoLibrary />
 */
export const VideoLibrary = ({ remix, ...props }: VideoLibraryProps) => (
  <VideoLibraryRoot {...props}>
    <VideoLibraryToolbar />
    <VideoLibraryErrorBanner />
    <VideoLibraryPlaceholder />
    <VideoLibraryGrid />
    <VideoLibrarySelectionBar />
    <VideoLibraryDialog>{remix}</VideoLibraryDialog>
  </VideoLibraryRoot>
)
