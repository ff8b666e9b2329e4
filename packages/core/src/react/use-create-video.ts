'use client'
import type {
  CreateOptions,
  CreateVideo,
  EditVideo,
  ExtendVideo,
  RemixVideo,
  SourceVideo,
  Video,
  VideosClient,
} from '@dailies/core'
import { useCallback } from 'react'
import { describeIntent } from './intent'
import { createSubmissions } from './submissions'
import type { MutationOptions, MutationResult, MutationState } from './use-mutation'
import { useMutation } from './use-mutation'
import { useVideosRuntime } from './videos-provider'

/** Options of one call of `trigger` that creates a job. */
export interface TriggerOptions {
  /**
   * Id of the intent. Equal fields with different ids are different videos; the same fields with the same id are one
   * video, also after a reload. Create one per video that the user wants, and keep it until the video exists.
   *
   * @default none: equal fields are one video while their request has no response, and a new video after it
   */
  intentId?: string | undefined
}

/** A mutation that creates jobs, and its state. */
export interface CreateMutation<Fields, ThrowOnError extends boolean = false> extends MutationState<Video> {
  /**
   * Creates a job and resolves with it. After an error it resolves to undefined, or rejects with the VideoError if
   * `throwOnError` is set. Different fields run side by side, each with its own result.
   */
  trigger(fields: Fields, options?: TriggerOptions): Promise<MutationResult<Video, ThrowOnError>>
}

/** Fields of a remix. */
export interface RemixVideoFields extends RemixVideo {
  /** Id of the completed video. */
  source: string
}

/** Fields of an edit. */
export interface EditVideoFields extends EditVideo {
  /**
   * Id of a video of the viewer, or an uploaded video as a Blob if the capabilities have `max_uploaded_video_bytes`.
   */
  source: SourceVideo
}

/** Fields of an extension. */
export interface ExtendVideoFields extends ExtendVideo {
  /**
   * Id of a video of the viewer, or an uploaded video as a Blob if the capabilities have `max_uploaded_video_bytes`.
   */
  source: SourceVideo
}

/**
 * Mutation hook that creates (generates) a video, with an idempotency key per intent: a double click, or a retry after a
 * lost response or a reload, creates one job.
 *
 * @example
 * const { trigger, isMutating, error } = useCreateVideo({ onSuccess: ({ id }) => open(id) })
 * trigger({ prompt: 'A lighthouse at dusk' })
 */
export const useCreateVideo = <ThrowOnError extends boolean = false>(
  options: MutationOptions<Video, ThrowOnError> = {},
): CreateMutation<CreateVideo, ThrowOnError> => useCreateMutation('useCreateVideo', 'create', sendCreate, options)

/**
 * Mutation hook that remixes a completed video: creates a changed copy of it. Idempotent in the same way as
 * `useCreateVideo`.
 */
export const useRemixVideo = <ThrowOnError extends boolean = false>(
  options: MutationOptions<Video, ThrowOnError> = {},
): CreateMutation<RemixVideoFields, ThrowOnError> => useCreateMutation('useRemixVideo', 'remix', sendRemix, options)

/** Mutation hook that edits a completed or an uploaded video. Idempotent in the same way as `useCreateVideo`. */
export const useEditVideo = <ThrowOnError extends boolean = false>(
  options: MutationOptions<Video, ThrowOnError> = {},
): CreateMutation<EditVideoFields, ThrowOnError> => useCreateMutation('useEditVideo', 'edit', sendEdit, options)

/**
 * Mutation hook that extends a completed or an uploaded video: creates a longer version. Idempotent in the same way as
 * `useCreateVideo`.
 */
export const useExtendVideo = <ThrowOnError extends boolean = false>(
  options: MutationOptions<Video, ThrowOnError> = {},
): CreateMutation<ExtendVideoFields, ThrowOnError> => useCreateMutation('useExtendVideo', 'extend', sendExtend, options)

type Send<Fields> = (client: VideosClient, fields: Fields, options: CreateOptions) => Promise<Video>

const sendCreate: Send<CreateVideo> = (client, fields, options) => client.create(fields, options)
const sendRemix: Send<RemixVideoFields> = (client, { source, ...fields }, options) =>
  client.remix(source, fields, options)
const sendEdit: Send<EditVideoFields> = (client, { source, ...fields }, options) => client.edit(source, fields, options)
const sendExtend: Send<ExtendVideoFields> = (client, { source, ...fields }, options) =>
  client.extend(source, fields, options)

function useCreateMutation<Fields extends object, ThrowOnError extends boolean>(
  hookName: string,
  operation: string,
  send: Send<Fields>,
  options: MutationOptions<Video, ThrowOnError>,
): CreateMutation<Fields, ThrowOnError> {
  const runtime = useVideosRuntime(hookName)
  const { run, ...state } = useMutation(runtime, options)
  const trigger = useCallback(
    (fields: Fields, { intentId }: TriggerOptions = {}) => {
      const intent = { operation, fields, intentId }
      return run(describeIntent(intent), () =>
        runtime
          .getOrCreate(createSubmissions)
          .submit(intent, (createOptions) => send(runtime.client, fields, createOptions)),
      )
    },
    [runtime, operation, send, run],
  )
  return { ...state, trigger }
}
