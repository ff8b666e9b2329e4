import { type Capabilities, type CreateVideo, type Video } from '@dailies/core'
import { useCapabilities, useCreateVideo, useDraft } from '@dailies/core/react'
import { useCallback, useId, useRef, useState } from 'react'
import { toFailure, isConnectionError, useReconnect } from '../failure'
import { parseSize } from '../format'
import { loadCropping } from './load-cropping'
import { choiceOf, emptyDraft, promptLength, type PromptChoice, type PromptDraft } from './prompt-draft'
import { toPromptError, type PromptError } from './prompt-error'
import { useFirstFrame, type FirstFrameState } from './use-first-frame'
import type { VideoPromptState } from './video-prompt-context'

/** Options and callbacks of a VideoPrompt. */
export interface VideoPromptOptions {
  /** Storage name of the draft; unique for each prompt on a page. @default 'prompt' */
  name?: string | undefined
  /** Called with the new video once the server has accepted it. */
  onCreated?: ((video: Video) => void) | undefined
}

/** State of the form: its draft, selected options, first frame and submit function. */
export function useVideoPromptState({ name = 'prompt', onCreated }: VideoPromptOptions): VideoPromptState {
  const id = useId()
  const { capabilities } = useCapabilities()
  const { draft, setDraft } = useDraft(name, emptyDraft)
  const setFirstFrameKey = useCallback(
    (reference: string) => setDraft((draft) => ({ ...draft, reference })),
    [setDraft],
  )
  // Drafts saved by an older version have no `reference`.
  const firstFrame = useFirstFrame(draft.reference ?? '', setFirstFrameKey)
  const { create } = useCreateVideo()
  const [promptError, setPromptError] = useState<PromptError>()
  const dismiss = useCallback(() => setPromptError(undefined), [])
  useReconnect(promptError?.failure, dismiss)
  const [isSubmitting, setSubmitting] = useState(false)
  // A ref, because state would update a render too late to block a quick second click.
  const isSending = useRef(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const selection = choiceOf(draft, capabilities)
  const charactersLeft = capabilities && capabilities.max_prompt - promptLength(draft.prompt)

  const send = async (): Promise<Video> => {
    const video = await create(await toRequest(draft, selection, firstFrame, capabilities))
    setDraft((draft) => ({ ...draft, prompt: '' }))
    firstFrame.clear()
    onCreated?.(video)
    return video
  }

  const submit = async (): Promise<Video | undefined> => {
    if (isSending.current || firstFrame.isDecoding) return undefined
    const invalid = validate(draft, charactersLeft)
    setPromptError(invalid)
    if (invalid) {
      field.current?.focus()
      return undefined
    }
    isSending.current = true
    setSubmitting(true)
    const wasOffline = !navigator.onLine
    try {
      return await send()
    } catch (error) {
      setPromptError(toPromptError(toFailure(error, wasOffline)))
      return undefined
    } finally {
      isSending.current = false
      setSubmitting(false)
    }
  }

  return {
    id,
    name,
    draft,
    updateDraft: (next) => {
      setDraft((draft) => ({ ...draft, ...next }))
      const isStale =
        promptError && (promptError.field ? promptError.field in next : isConnectionError(promptError.failure))
      if (isStale) dismiss()
    },
    capabilities,
    selection,
    charactersLeft,
    firstFrame,
    error: promptError,
    dismiss,
    isSubmitting,
    submit,
    field,
  }
}

const validate = (draft: PromptDraft, left: number | undefined): PromptError | undefined => {
  if (draft.prompt.trim() === '') return { field: 'prompt', failure: { code: 'empty', message: '' } }
  if (left !== undefined && left < 0) return { field: 'prompt', failure: { code: 'too_long', message: '' } }
  return undefined
}

const toRequest = async (
  { prompt }: PromptDraft,
  { model, size, seconds }: PromptChoice,
  { image }: FirstFrameState,
  capabilities: Capabilities | undefined,
): Promise<CreateVideo> => {
  const pixels = size === undefined ? undefined : parseSize(size)
  return {
    prompt,
    ...(model && { model: model.id }),
    ...(size !== undefined && { size }),
    ...(seconds !== undefined && { seconds }),
    ...(image &&
      pixels &&
      model?.input_reference && {
        input_reference: await (
          await loadCropping()
        ).cropToFile(image, pixels, capabilities?.max_reference_image_bytes ?? Infinity),
      }),
  }
}
