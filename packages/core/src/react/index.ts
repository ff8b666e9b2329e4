/**
 * The provider and the hooks. Needs `react` 18.2 or 19 and `swr` 2.3.
 *
 * @packageDocumentation
 */
'use client'
export { VideosProvider, useVideos } from './videos-provider'
export type { VideosProviderProps } from './videos-provider'
export type { InitialVideos } from './video-store'
export { useVideo } from './use-video'
export type { UseVideo } from './use-video'
export { useCreateVideo, useEditVideo, useExtendVideo, useRemixVideo } from './use-create-video'
export type { UseCreateVideo, UseEditVideo, UseExtendVideo, UseRemixVideo } from './use-create-video'
export type { Submission } from './use-submission'
export { useRemoveVideo } from './use-remove-video'
export type { UseRemoveVideo } from './use-remove-video'
export { useVideoLibrary } from './use-video-library'
export type { UseVideoLibrary, UseVideoLibraryOptions } from './use-video-library'
export { useCapabilities } from './use-capabilities'
export type { UseCapabilities } from './use-capabilities'
export { useMatchingVideos } from './use-matching-videos'
export { useJobs } from './use-jobs'
export type { UseJobs } from './use-jobs'
export { useEstimate } from './use-estimate'
export { useWhenDone } from './use-when-done'
export type { UseWhenDone, UseWhenDoneOptions } from './use-when-done'
export type { Notices } from './browser-notices'
export { useDraft } from './use-draft'
export type { UseDraft } from './use-draft'
