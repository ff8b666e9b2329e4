import type { Capabilities, CreateVideo, Video } from '@dailies/core'
import { useCapabilities, useCreateVideo } from '@dailies/core/react'
import { useCallback, useId, useRef, useState } from 'react'
import { toVideoError, isConnectionError, useOnReconnect } from '../failure'
import { parseSize } from '../format'
import { croppingModule } from './load-cropping'
import { resolveSelection, promptLength, type PromptSelection, type PromptDraft } from './prompt-draft'
import { toPromptError, type PromptError } from './prompt-error'
import type { VideoPromptOptions } from './prompt-options'
import { useFirstFrame, type FirstFrameState } from './use-first-frame'
import { useDefaultFirstFrame, useFirstFrameSource } from './use-first-frame-source'
import { usePromptDraft } from './use-prompt-draft'
import type { VideoPromptState } from './video-prompt-context'

/** State of the form: its draft, selected options, first frame and submit function. */
export function useVideoPromptState(options: VideoPromptOptions): VideoPromptState {
  const { name = 'prompt', disabled: isDisabled = false, onCreated, onError } = options
  const id = useId()
  const { capabilities } = useCapabilities()
  const draftState = usePromptDraft(options)
  const { draft, updateDraft } = draftState
  const firstFrame = useFirstFrame(useFirstFrameSource(options, draftState))
  useDefaultFirstFrame(options, draftState, firstFrame, capabilities !== undefined)
  const { trigger } = useCreateVideo({ throwOnError: true })
  const [promptError, setPromptError] = useState<PromptError>()
  const dismiss = useCallback(() => setPromptError(undefined), [])
  useOnReconnect(promptError?.failure, dismiss)
  const [isSubmitting, setSubmitting] = useState(false)
  // A ref, because a state update comes too late to block a second click.
  const isPendingRef = useRef(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const selection = resolveSelection(draft, capabilities)
  const charactersLeft = capabilities && capabilities.max_prompt - promptLength(draft.prompt)

  const createFromDraft = async (): Promise<Video> => {
    const video = await trigger(await toRequest(draft, selection, firstFrame, capabilities))
    updateDraft({ prompt: '' })
    firstFrame.clear()
    onCreated?.(video)
    return video
  }

  const submit = async (): Promise<Video | undefined> => {
    if (isDisabled || isPendingRef.current || firstFrame.isDecoding) return undefined
    const invalid = validate(draft, charactersLeft)
    setPromptError(invalid)
    if (invalid) {
      field.current?.focus()
      return undefined
    }
    isPendingRef.current = true
    setSubmitting(true)
    const wasOffline = !navigator.onLine
    try {
      return await createFromDraft()
    } catch (thrown) {
      const error = toVideoError(thrown, wasOffline)
      setPromptError(toPromptError(error))
      onError?.(error)
      return undefined
    } finally {
      isPendingRef.current = false
      setSubmitting(false)
    }
  }

  return {
    id,
    name,
    draft,
    updateDraft: (changes) => {
      updateDraft(changes)
      const isStale =
        promptError && (promptError.field ? promptError.field in changes : isConnectionError(promptError.failure))
      if (isStale) dismiss()
    },
    capabilities,
    selection,
    charactersLeft,
    firstFrame,
    error: promptError,
    dismiss,
    isDisabled,
    isSubmitting,
    submit,
    field,
  }
}

const validate = (draft: PromptDraft, charactersLeft: number | undefined): PromptError | undefined => {
  if (draft.prompt.trim() === '') return { field: 'prompt', failure: { code: 'empty', message: '' } }
  if (charactersLeft !== undefined && charactersLeft < 0)
    return { field: 'prompt', failure: { code: 'too_long', message: '' } }
  return undefined
}

const toRequest = async (
  { prompt }: PromptDraft,
  { model, size, seconds, parameters }: PromptSelection,
  { image: firstFrame }: FirstFrameState,
  capabilities: Capabilities | undefined,
): Promise<CreateVideo> => {
  const pixels = size === undefined ? undefined : parseSize(size)
  return {
    prompt,
    ...(model && { model: model.id }),
    ...(size !== undefined && { size }),
    ...(seconds !== undefined && { seconds }),
    ...(Object.keys(parameters).length > 0 && { parameters: { ...parameters } }),
    ...(firstFrame &&
      pixels &&
      model?.input_reference && {
        input_reference: await (
          await croppingModule.load()
        ).cropToFile(firstFrame, pixels, capabilities?.max_reference_image_bytes ?? Infinity),
      }),
  }
}
