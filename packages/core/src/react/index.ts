/**
 * React hooks and the provider for AI video generation. Requires `react` 18.2 or 19 and `swr` 2.3. Every hook throws an
 * Error outside a `VideosProvider`.
 *
 * @packageDocumentation
 */
'use client'
export { VideosProvider, useVideosClient } from './videos-provider'
export type { VideosProviderProps } from './videos-provider'
export type { InitialVideos } from './videos-runtime'
export { useVideo } from './use-video'
export type { UseVideo } from './use-video'
export { useVideos } from './use-videos'
export type { UseVideos } from './use-videos'
export { useSuspenseVideo } from './use-suspense-video'
export type { UseSuspenseVideo } from './use-suspense-video'
export { useCreateVideo, useEditVideo, useExtendVideo, useRemixVideo } from './use-create-video'
export type {
  CreateMutation,
  EditVideoFields,
  ExtendVideoFields,
  RemixVideoFields,
  TriggerOptions,
} from './use-create-video'
export { useCreateTakes } from './use-create-takes'
export type { UseCreateTakes } from './use-create-takes'
export type { TakesOutcome } from './takes'
export type { MutationOptions, MutationResult, MutationState } from './use-mutation'
export { useCancelVideo } from './use-cancel-video'
export type { UseCancelVideo } from './use-cancel-video'
export { useUpdateVideo } from './use-update-video'
export type { UseUpdateVideo } from './use-update-video'
export { useShareVideo } from './use-share-video'
export type { UseShareVideo } from './use-share-video'
export { useDeleteVideo } from './use-delete-video'
export type { UseDeleteVideo } from './use-delete-video'
export { useUndoableDelete } from './use-undoable-delete'
export type { UseUndoableDelete } from './use-undoable-delete'
export type { FailedDeletions, UndoableDeleteActions, UndoableDeleteState } from './undoable-delete'
export { useVideoLibrary } from './use-video-library'
export type { UseVideoLibrary, UseVideoLibraryOptions } from './use-video-library'
export { useSuspenseVideoLibrary } from './use-suspense-video-library'
export { useCapabilities } from './use-capabilities'
export type { UseCapabilities } from './use-capabilities'
export { useSuspenseCapabilities } from './use-suspense-capabilities'
export type { UseSuspenseCapabilities } from './use-suspense-capabilities'
export { useLineage } from './use-lineage'
export type { Lineage } from './use-lineage'
export { useFilteredVideoIds } from './use-filtered-video-ids'
export { useVideoValues } from './use-video-values'
export { useRunningJobs } from './use-running-jobs'
export type { UseRunningJobs } from './use-running-jobs'
export { useNow } from './use-now'
export { useEstimate } from './use-estimate'
export { useJobNotifications } from './use-job-notifications'
export type { UseJobNotifications, UseJobNotificationsOptions } from './use-job-notifications'
export type { Notifier } from './browser-notifier'
export { useDraft } from './use-draft'
export type { UseDraft } from './use-draft'
