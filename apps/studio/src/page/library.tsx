import type { Video } from '@dailies/core'
import {
  VideoLibraryCompare,
  VideoLibraryCount,
  VideoLibraryDialog,
  VideoLibraryErrorBanner,
  VideoLibraryFilter,
  VideoLibraryGrid,
  VideoLibraryModelFilter,
  VideoLibraryOrder,
  VideoLibraryPlaceholder,
  VideoLibraryRoot,
  VideoLibrarySearch,
  VideoLibrarySelectionBar,
  VideoLibraryToolbar,
} from '@dailies/ui'
import { examples } from './examples'
import { ThumbnailSize } from './thumbnail-size'
import { useThumbnailSize } from './use-thumbnail-size'

/** The library from its parts, for one more control in its toolbar; `<VideoLibrary />` is the same without it. */
export function Library({ onKeep }: { onKeep(video: Video): void }) {
  const [size, chooseSize] = useThumbnailSize()
  return (
    <VideoLibraryRoot rowHeight={size} linkToVideos examples={examples} onKeep={onKeep}>
      <VideoLibraryToolbar>
        <VideoLibraryCount />
        <VideoLibrarySearch />
        <VideoLibraryFilter />
        <div className="studio-menus">
          <VideoLibraryModelFilter />
          <VideoLibraryOrder />
        </div>
        <ThumbnailSize value={size} onValueChange={chooseSize} />
      </VideoLibraryToolbar>
      <VideoLibraryErrorBanner />
      <VideoLibraryPlaceholder />
      <VideoLibraryGrid />
      <VideoLibrarySelectionBar />
      <VideoLibraryDialog />
      <VideoLibraryCompare />
    </VideoLibraryRoot>
  )
}
