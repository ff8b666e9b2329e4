import { priceOf, type Capabilities, type Video } from '@dailies/core'
import { useCapabilities, useCreateTakes } from '@dailies/core/react'
import { useCallback, useId, useRef, useState } from 'react'
import { toVideoError, useOnReconnect } from '../failure'
import { formatPrice } from '../format'
import { useControllable } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { promptLength, type PromptDraft } from './prompt-draft'
import { isStaleAfter, toPromptError, type PromptError } from './prompt-error'
import type { VideoPromptOptions } from './prompt-options'
import { resolveSelection, type PromptSelection } from './prompt-selection'
import { toRequest } from './to-request'
import { toFiles } from './to-files'
import { usePromptDraft } from './use-prompt-draft'
import { usePromptFiles } from './use-prompt-files'
import type { VideoPromptState } from './video-prompt-context'

/** State of the form: its draft, selected options, first frame and submit function. */
export function useVideoPromptState(options: VideoPromptOptions): VideoPromptState {
  const { name = 'prompt', disabled: isDisabled = false, onCreated, onError } = options
  const id = useId()
  const locale = useLocale()
  const { capabilities } = useCapabilities()
  const draftState = usePromptDraft(options)
  const { draft, updateDraft } = draftState
  const selection = resolveSelection(draft, capabilities)
  const files = usePromptFiles(options, draftState, selection)
  const { firstFrame, lastFrame, references } = files
  const { trigger } = useCreateTakes()
  const [takes, setTakes] = useControllable('takes', {
    value: options.takes,
    defaultValue: options.defaultTakes ?? 1,
    onChange: options.onTakesChange,
  })
  const [promptError, setPromptError] = useState<PromptError>()
  const dismiss = useCallback(() => setPromptError(undefined), [])
  useOnReconnect(promptError?.failure, dismiss)
  const [isSubmitting, setSubmitting] = useState(false)
  // A ref, because a state update comes too late to block a second click.
  const isPendingRef = useRef(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const charactersLeft = capabilities && capabilities.max_prompt - promptLength(draft.prompt)

  const createFromDraft = async (wasOffline: boolean): Promise<Video | undefined> => {
    const fields = { ...toRequest(draft, selection), ...(await toFiles(selection, files, capabilities)) }
    const { videos, errors } = await trigger(fields, takes)
    const [thrown] = errors
    if (thrown) {
      const error = toVideoError(thrown, wasOffline)
      const started = videos.length > 0 ? { started: { count: videos.length, total: takes } } : {}
      setPromptError({ ...toPromptError(error), ...started })
      // The prompt stays, for those that are missing.
      if (videos.length > 0) setTakes(errors.length)
      onError?.(error)
    } else {
      updateDraft({ prompt: '' })
      files.clear()
    }
    for (const video of videos) onCreated?.(video)
    return videos[0]
  }

  const submit = async (): Promise<Video | undefined> => {
    if (isDisabled || isPendingRef.current || files.isDecoding) return undefined
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
      return await createFromDraft(wasOffline)
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
    lastFrame,
    references,
    takes,
    setTakes,
    price: formattedPrice(selection, capabilities, takes, locale),
    error: promptError,
    dismiss,
    isDisabled,
    isSubmitting,
    submit,
    field,
  }
}

const formattedPrice = (
  { model, size, seconds, generateAudio }: PromptSelection,
  capabilities: Capabilities | undefined,
  takes: number,
  locale: string,
): string | undefined => {
  if (!capabilities || !model || size === undefined || seconds === undefined) return undefined
  const price = priceOf(model, { size, seconds, generate_audio: generateAudio })
  return price === undefined ? undefined : formatPrice(locale, price * takes, capabilities.currency)
}

const validate = (draft: PromptDraft, charactersLeft: number | undefined): PromptError | undefined => {
  if (draft.prompt.trim() === '') return { field: 'prompt', failure: { code: 'empty', message: '' } }
  if (charactersLeft !== undefined && charactersLeft < 0)
    return { field: 'prompt', failure: { code: 'too_long', message: '' } }
  return undefined
}
