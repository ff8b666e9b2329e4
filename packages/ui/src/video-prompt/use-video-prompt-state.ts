import type { Capabilities, CreateVideo, Video } from '@dailies/core'
import { useCapabilities, useCreateVideo } from '@dailies/core/react'
import { useCallback, useId, useRef, useState } from 'react'
import { toVideoError, useOnReconnect } from '../failure'
import { parseSize } from '../format'
import { croppingModule } from './load-cropping'
import { promptLength, type PromptDraft } from './prompt-draft'
import { isStaleAfter, toPromptError, type PromptError } from './prompt-error'
import type { VideoPromptOptions } from './prompt-options'
import { resolveSelection, type PromptSelection } from './prompt-selection'
import { toRequest } from './to-request'
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
    const video = await trigger({
      ...toRequest(draft, selection),
      ...(await toFiles(selection, firstFrame, capabilities)),
    })
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
      if (promptError && isStaleAfter(promptError, changes)) dismiss()
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

/** The frames as files. */
const toFiles = async (
  { model, size }: PromptSelection,
  { image: firstFrame }: FirstFrameState,
  capabilities: Capabilities | undefined,
): Promise<Partial<CreateVideo>> => {
  const pixels = size === undefined ? undefined : parseSize(size)
  if (!firstFrame || !pixels || !model?.input_reference) return {}
  const { cropToFile } = await croppingModule.load()
  return { input_reference: await cropToFile(firstFrame, pixels, capabilities?.max_reference_image_bytes ?? Infinity) }
}
