import {
  VideoLibrary,
  VideoLibraryDialog,
  VideoLibraryErrorBanner,
  VideoLibraryGrid,
  VideoLibraryRoot,
  VideoLibrarySearch,
} from '@dailies/ui'

export const LibraryPage = () => <VideoLibrary />

/** A search field and the videos, without filters and selection. */
export const SmallLibrary = () => (
  <VideoLibraryRoot rowHeight={120}>
    <VideoLibrarySearch />
    <VideoLibraryErrorBanner />
    <VideoLibraryGrid />
    <VideoLibraryDialog />
  </VideoLibraryRoot>
)
