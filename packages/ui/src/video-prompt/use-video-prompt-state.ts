import { type Capabilities, type CreateVideo, type Video } from '@dailies/core'
import { useCapabilities, useCreateVideo, useDraft } from '@dailies/core/react'
import { useCallback, useId, useRef, useState } from 'react'
import { toFailure, isConnectionError, useOnReconnect } from '../failure'
import { parseSize } from '../format'
import { loadCropping } from './load-cropping'
import { resolveSelection, emptyDraft, promptLength, type PromptSelection, type PromptDraft } from './prompt-draft'
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
  const setFirstFrameKey = useCallback((key: string) => setDraft((draft) => ({ ...draft, reference: key })), [setDraft])
  // Drafts saved by an older version have no `reference`.
  const firstFrame = useFirstFrame(draft.reference ?? '', setFirstFrameKey)
  const { create } = useCreateVideo()
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
    const video = await create(await toRequest(draft, selection, firstFrame, capabilities))
    setDraft((draft) => ({ ...draft, prompt: '' }))
    firstFrame.clear()
    onCreated?.(video)
    return video
  }

  const submit = async (): Promise<Video | undefined> => {
    if (isPendingRef.current || firstFrame.isDecoding) return undefined
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
    } catch (error) {
      setPromptError(toPromptError(toFailure(error, wasOffline)))
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
      setDraft((draft) => ({ ...draft, ...changes }))
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
  { model, size, seconds }: PromptSelection,
  { image: firstFrame }: FirstFrameState,
  capabilities: Capabilities | undefined,
): Promise<CreateVideo> => {
  const pixels = size === undefined ? undefined : parseSize(size)
  return {
    prompt,
    ...(model && { model: model.id }),
    ...(size !== undefined && { size }),
    ...(seconds !== undefined && { seconds }),
    ...(firstFrame &&
      pixels &&
      model?.input_reference && {
        input_reference: await (
          await loadCropping()
        ).cropToFile(firstFrame, pixels, capabilities?.max_reference_image_bytes ?? Infinity),
      }),
  }
}
