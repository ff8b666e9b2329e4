'use client'
import type { CreateVideo, EditVideo, ExtendVideo, SourceVideo, RemixVideo, Video } from '@dailies/core'
import { useCallback } from 'react'
import type { MutationState } from './use-create-mutation'
import { useCreateMutation } from './use-create-mutation'
import { useVideosClient } from './videos-provider'

/** Result of `useCreateVideo`: the mutation that creates videos, and its state. */
export interface UseCreateVideo extends MutationState {
  /** Creates a job and resolves with it; rejects with the same VideoError as `error`. */
  create(request: CreateVideo): Promise<Video>
}

/** Result of `useRemixVideo`: the mutation that remixes videos, and its state. */
export interface UseRemixVideo extends MutationState {
  /**
   * Creates a job that remixes the completed video with this id, and resolves with it; rejects with the same VideoError
   * as `error`.
   */
  remix(id: string, request: RemixVideo): Promise<Video>
}

/** Result of `useEditVideo`: the mutation that edits videos, and its state. */
export interface UseEditVideo extends MutationState {
  /**
   * Creates a job that edits a completed video, and resolves with it; rejects with the same VideoError as `error`.
   *
   * @param source the id of a video of the viewer, or an uploaded video as a Blob if the capabilities have
   * `max_uploaded_video_bytes`
   */
  edit(source: SourceVideo, request: EditVideo): Promise<Video>
}

/** Result of `useExtendVideo`: the mutation that extends videos, and its state. */
export interface UseExtendVideo extends MutationState {
  /**
   * Creates a job that extends a completed video, and resolves with it; rejects with the same VideoError as `error`.
   *
   * @param source the id of a video of the viewer, or an uploaded video as a Blob if the capabilities have
   * `max_uploaded_video_bytes`
   */
  extend(source: SourceVideo, request: ExtendVideo): Promise<Video>
}

/**
 * Mutation hook that creates (generates) a video, with an idempotency key per request: a double click, or a retry after
 * a lost response, creates one job. The new job appears in every list immediately.
 */
export function useCreateVideo(): UseCreateVideo {
  const { submit, ...mutation } = useCreateMutation('useCreateVideo', 'create')
  const videos = useVideosClient()
  const create = useCallback(
    (request: CreateVideo) => submit(request, (options) => videos.create(request, options)),
    [submit, videos],
  )
  return { ...mutation, create }
}

/**
 * Mutation hook that remixes a completed video: creates a changed copy of it. Idempotent in the same way as
 * `useCreateVideo`.
 */
export function useRemixVideo(): UseRemixVideo {
  const { submit, ...mutation } = useCreateMutation('useRemixVideo', 'remix')
  const videos = useVideosClient()
  const remix = useCallback(
    (id: string, request: RemixVideo) => submit({ ...request, id }, (options) => videos.remix(id, request, options)),
    [submit, videos],
  )
  return { ...mutation, remix }
}

/** Mutation hook that edits a completed or an uploaded video. Idempotent in the same way as `useCreateVideo`. */
export function useEditVideo(): UseEditVideo {
  const { submit, ...mutation } = useCreateMutation('useEditVideo', 'edit')
  const videos = useVideosClient()
  const edit = useCallback(
    (source: SourceVideo, request: EditVideo) =>
      submit({ ...request, source }, (options) => videos.edit(source, request, options)),
    [submit, videos],
  )
  return { ...mutation, edit }
}

/**
 * Mutation hook that extends a completed or an uploaded video: creates a longer version. Idempotent in the same way as
 * `useCreateVideo`.
 */
export function useExtendVideo(): UseExtendVideo {
  const { submit, ...mutation } = useCreateMutation('useExtendVideo', 'extend')
  const videos = useVideosClient()
  const extend = useCallback(
    (source: SourceVideo, request: ExtendVideo) =>
      submit({ ...request, source }, (options) => videos.extend(source, request, options)),
    [submit, videos],
  )
  return { ...mutation, extend }
}
