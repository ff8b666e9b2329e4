import { type Capabilities, type CreateVideo, type Video } from '@dailies/core'
import { useCapabilities, useCreateVideo, useDraft } from '@dailies/core/react'
import { useCallback, useId, useRef, useState } from 'react'
import { toFailure, isConnectionError, useReconnect } from '../failure'
import { parseSize } from '../format'
import { loadCropping } from './load-cropping'
import { choiceOf, emptyDraft, promptLength, type PromptChoice, type PromptDraft } from './prompt-choice'
import { refusalOf, type PromptError } from './prompt-error'
import { useFirstFrame, type FirstFrameState } from './use-first-frame'
import type { VideoPromptState } from './video-prompt-context'

/** What the form tells and asks of the page around it. */
export interface VideoPromptOptions {
  /** Tells apart the drafts of several prompts on one page. @default 'prompt' */
  name?: string | undefined
  /** A film was begun; it goes on by itself. */
  onCreated?: ((video: Video) => void) | undefined
}

/** The whole form: its draft, its choice, its first frame, and one way to send it. */
export function useVideoPromptState({ name = 'prompt', onCreated }: VideoPromptOptions): VideoPromptState {
  const id = useId()
  const { capabilities } = useCapabilities()
  const { draft, setDraft } = useDraft(name, emptyDraft)
  const saveFirstFrame = useCallback((reference: string) => setDraft((draft) => ({ ...draft, reference })), [setDraft])
  // A draft of an older version has none.
  const reference = useFirstFrame(draft.reference ?? '', saveFirstFrame)
  const { create } = useCreateVideo()
  const [refusal, setError] = useState<PromptError>()
  const dismiss = useCallback(() => setError(undefined), [])
  useReconnect(refusal?.failed, dismiss)
  const [isSubmitting, setSubmitting] = useState(false)
  // State would come a render too late for the second of two quick clicks.
  const sending = useRef(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const choice = choiceOf(draft, capabilities)
  const left = capabilities && capabilities.max_prompt - promptLength(draft.prompt)

  const send = async (): Promise<Video> => {
    const video = await create(await requestOf(draft, choice, reference, capabilities))
    setDraft((draft) => ({ ...draft, prompt: '' }))
    reference.clear()
    onCreated?.(video)
    return video
  }

  const submit = async (): Promise<Video | undefined> => {
    if (sending.current || reference.isDecoding) return undefined
    const unfit = unfitness(draft, left)
    setError(unfit)
    if (unfit) {
      field.current?.focus()
      return undefined
    }
    sending.current = true
    setSubmitting(true)
    const wasOffline = !navigator.onLine
    try {
      return await send()
    } catch (error) {
      setError(refusalOf(toFailure(error, wasOffline)))
      return undefined
    } finally {
      sending.current = false
      setSubmitting(false)
    }
  }

  return {
    id,
    name,
    draft,
    change: (next) => {
      setDraft((draft) => ({ ...draft, ...next }))
      const isMended = refusal && (refusal.field ? refusal.field in next : isConnectionError(refusal.failed))
      if (isMended) dismiss()
    },
    capabilities,
    choice,
    left,
    reference,
    refusal,
    dismiss,
    isSubmitting,
    submit,
    field,
  }
}

const unfitness = (draft: PromptDraft, left: number | undefined): PromptError | undefined => {
  if (draft.prompt.trim() === '') return { field: 'prompt', failed: { code: 'empty', message: '' } }
  if (left !== undefined && left < 0) return { field: 'prompt', failed: { code: 'too_long', message: '' } }
  return undefined
}

const requestOf = async (
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
