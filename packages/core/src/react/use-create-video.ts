'use client'
import type { CreateVideo, EditVideo, ExtendVideo, SourceVideo, RemixVideo, Video } from '@dailies/core'
import { useCallback } from 'react'
import type { MutationState } from './use-create-mutation'
import { useCreateMutation } from './use-create-mutation'
import { useVideos } from './videos-provider'

/** Makes new films. */
export interface UseCreateVideo extends MutationState {
  /** Resolves with the new job; rejects with the VideoError that `error` shows too. */
  create(request: CreateVideo): Promise<Video>
}

/** Makes changed copies of finished films. */
export interface UseRemixVideo extends MutationState {
  /** Resolves with the new job; rejects with the VideoError that `error` shows too. */
  remix(id: string, request: RemixVideo): Promise<Video>
}

/** Edits finished films: yours by their ids, or one of another place as a file where the capabilities have `max_uploaded_video_bytes`. */
export interface UseEditVideo extends MutationState {
  /** Resolves with the new job; rejects with the VideoError that `error` shows too. */
  edit(source: SourceVideo, request: EditVideo): Promise<Video>
}

/** Makes longer versions of finished films: yours by their ids, or one of another place as a file where the capabilities have `max_uploaded_video_bytes`. */
export interface UseExtendVideo extends MutationState {
  /** Resolves with the new job; rejects with the VideoError that `error` shows too. */
  extend(source: SourceVideo, request: ExtendVideo): Promise<Video>
}

/** Makes a new film; one job however often the same request is pressed, rendered or sent again after a lost answer. */
export function useCreateVideo(): UseCreateVideo {
  const { submit, ...submission } = useCreateMutation('useCreateVideo', 'create')
  const videos = useVideos()
  const create = useCallback(
    (request: CreateVideo) => submit(request, (options) => videos.create(request, options)),
    [submit, videos],
  )
  return { ...submission, create }
}

/** Makes a changed copy of a finished film. */
export function useRemixVideo(): UseRemixVideo {
  const { submit, ...submission } = useCreateMutation('useRemixVideo', 'remix')
  const videos = useVideos()
  const remix = useCallback(
    (id: string, request: RemixVideo) => submit({ ...request, id }, (options) => videos.remix(id, request, options)),
    [submit, videos],
  )
  return { ...submission, remix }
}

/** Edits a finished film. */
export function useEditVideo(): UseEditVideo {
  const { submit, ...submission } = useCreateMutation('useEditVideo', 'edit')
  const videos = useVideos()
  const edit = useCallback(
    (source: SourceVideo, request: EditVideo) =>
      submit({ ...request, source }, (options) => videos.edit(source, request, options)),
    [submit, videos],
  )
  return { ...submission, edit }
}

/** Makes a longer version of a finished film. */
export function useExtendVideo(): UseExtendVideo {
  const { submit, ...submission } = useCreateMutation('useExtendVideo', 'extend')
  const videos = useVideos()
  const extend = useCallback(
    (source: SourceVideo, request: ExtendVideo) =>
      submit({ ...request, source }, (options) => videos.extend(source, request, options)),
    [submit, videos],
  )
  return { ...submission, extend }
}
