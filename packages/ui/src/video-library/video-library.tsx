import { mergeProps, part } from '../primitives'
import { VideoLibraryCompare } from './video-library-compare'
import { VideoLibraryDialog, type VideoLibraryDialogOwnProps } from './video-library-dialog'
import { VideoLibrarySelectionBar } from './video-library-selection-bar'
import { VideoLibraryGrid } from './video-library-grid'
import { VideoLibraryRoot, type VideoLibraryRootProps } from './video-library-root'
import { VideoLibraryPlaceholder, VideoLibraryErrorBanner } from './video-library-placeholder'
import { VideoLibraryToolbar } from './video-library-toolbar'

/** Props of {@link VideoLibrary}, in addition to those of its root. */
export interface VideoLibraryOwnProps {
  /** The panel that creates a remix of the open video. @default RemixPanel */
  remix?: VideoLibraryDialogOwnProps['children']
}

/** Props of {@link VideoLibrary}. Children replace the default parts. */
export type VideoLibraryProps = VideoLibraryRootProps & VideoLibraryOwnProps

/**
 * A library (gallery) of all videos of the user, including those in progress: search, filters, infinite scroll,
 * selection, comparison, undoable deletion and a dialog for each video. For another layout, compose its parts inside a
 * {@link VideoLibraryRoot}.
 *
 * @example
 * <VideoLibrary />
 */
export const VideoLibrary = /* @__PURE__ */ part<typeof VideoLibraryRoot, VideoLibraryOwnProps>(
  VideoLibraryRoot,
  '',
  function VideoLibrary({ remix, ...props }) {
    return mergeProps({ children: <Parts remix={remix} /> }, props)
  },
)

const Parts = ({ remix }: VideoLibraryOwnProps) => (
  <>
    <VideoLibraryToolbar />
    <VideoLibraryErrorBanner />
    <VideoLibraryPlaceholder />
    <VideoLibraryGrid />
    <VideoLibrarySelectionBar />
    <VideoLibraryDialog>{remix}</VideoLibraryDialog>
    <VideoLibraryCompare />
  </>
)
