/**
 * The library of all videos of the user. An entry of its own: a page that imports it loads nothing of the other components. Its style sheet is
 * `@dailies/ui/styles/video-library.css`.
 *
 * @packageDocumentation
 */
'use client'

export { VideoLibrary } from './video-library'
export type { VideoLibraryProps } from './video-library'
export type { LibraryFilter, LibraryQuery } from './library-query'
export { VideoCard } from './video-card'
export type { VideoCardOwnProps, VideoCardProps } from './video-card'
export { VideoLibraryCompare } from './video-library-compare'
export type { VideoLibraryCompareProps } from './video-library-compare'
export { VideoLibraryDialog } from './video-library-dialog'
export type { VideoLibraryDialogOwnProps, VideoLibraryDialogProps } from './video-library-dialog'
export { VideoLibrarySelectionBar } from './video-library-selection-bar'
export { VideoLibraryGrid } from './video-library-grid'
export type { LibraryOptions } from './use-library-state'
export type { VideoExample } from './video-example'
export { VideoLibraryRoot } from './video-library-root'
export type { VideoLibraryRootProps } from './video-library-root'
export { VideoLibraryPlaceholder, VideoLibraryErrorBanner } from './video-library-placeholder'
export {
  VideoLibraryCount,
  VideoLibraryFilter,
  VideoLibraryModelFilter,
  VideoLibraryOrder,
  VideoLibraryPreviews,
  VideoLibrarySearch,
  VideoLibraryToolbar,
} from './video-library-toolbar'
