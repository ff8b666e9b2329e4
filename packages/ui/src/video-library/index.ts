export { VideoLibrary } from './video-library'
export type { VideoLibraryProps } from './video-library'
export type { LibraryFilter, LibraryQuery } from './library-query'
export { VideoCard } from './video-card'
export type { VideoCardProps } from './video-card'
export { VideoLibraryDialog } from './video-dialog'
export type { VideoLibraryDialogOwnProps } from './video-dialog'
export { VideoLibrarySelectionBar } from './video-library-selection-bar'
export { VideoLibraryGrid } from './video-library-grid'
export type { LibraryOptions } from './use-library-state'
export { VideoLibraryRoot } from './video-library-root'
export type { VideoLibraryRootProps } from './video-library-root'
export { VideoLibraryPlaceholder, VideoLibraryErrorBanner } from './video-library-placeholder'
export {
  VideoLibraryCount,
  VideoLibraryFilter,
  VideoLibraryModelFilter,
  VideoLibraryOrder,
  VideoLibrarySearch,
  VideoLibraryToolbar,
} from './video-library-toolbar'
