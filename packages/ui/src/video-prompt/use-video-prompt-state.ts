import type { Capabilities, Video } from '@dailies/core'
import { useCapabilities, useCreateTakes } from '@dailies/core/react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { toVideoError } from '../failure'
import { formatPrice } from '../format'
import { useControllable } from '../primitives'
import { rememberSentFrame } from '../sent-frames'
import { useLocale } from '../strings/language-provider'
import { promptLength, type PromptDraft } from './prompt-draft'
import { isStaleAfter, toPromptError, type PromptError, type PromptField } from './prompt-error'
import type { VideoPromptOptions } from './prompt-options'
import { priceOfSelection, resolveSelections, type PromptSelection } from './prompt-selection'
import { toRequest } from './to-request'
import { toFiles } from './to-files'
import { useFrameCapture } from './use-frame-capture'
import { usePhraseEdits } from './use-phrase-edits'
import { usePromptDraft } from './use-prompt-draft'
import { usePromptError } from './use-prompt-error'
import { usePromptFiles } from './use-prompt-files'
import { usePromptHistory } from './use-prompt-history'
import { useReplacedDraft } from './use-replaced-draft'
import type { VideoPromptState } from './video-prompt-context'

/** State of the form: its draft, selected options, first frame and submit function. */
export function useVideoPromptState(options: VideoPromptOptions): VideoPromptState {
  const { name = 'prompt', disabled: isDisabled = false, onCreated, onError } = options
  const id = useId()
  const locale = useLocale()
  const { capabilities } = useCapabilities()
  const draftState = usePromptDraft(options)
  const { draft, updateDraft } = draftState
  const [otherModels, setOtherModels] = useControllable('otherModels', {
    value: options.otherModels,
    defaultValue: options.defaultOtherModels ?? noModels,
    onChange: options.onOtherModelsChange,
  })
  const selections = resolveSelections(draft, otherModels, capabilities)
  const [selection] = selections
  const files = usePromptFiles(options, draftState, selection)
  const { firstFrame, lastFrame, references } = files
  const { trigger } = useCreateTakes()
  const [takes, setTakes] = useControllable('takes', {
    value: options.takes,
    defaultValue: options.defaultTakes ?? 1,
    onChange: options.onTakesChange,
  })
  const { promptError, setPromptError, dismiss } = usePromptError()
  const [isSubmitting, setSubmitting] = useState(false)
  // A ref, because a state update comes too late to block a second click.
  const isPendingRef = useRef(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const fail = (error: unknown, field: PromptField | null) => setPromptError({ field, failure: toVideoError(error) })
  const captureInto = useFrameCapture({ firstFrame, lastFrame, references, fail })

  const setModels = ([model, ...others]: readonly string[]) => {
    if (model !== undefined) updateDraft({ model })
    setOtherModels(others)
  }

  const changeDraft = (changes: Partial<PromptDraft>) => {
    updateDraft(changes)
    setPromptError((error) => (error && isStaleAfter(error, changes) ? undefined : error))
  }
  const replaced = useReplacedDraft({ draft, updateDraft: changeDraft })
  const phrases = usePhraseEdits(draft.prompt, (prompt) => changeDraft({ prompt }))
  const history = usePromptHistory(name, draft.prompt, (prompt) => changeDraft({ prompt }))

  const charactersLeft = capabilities && capabilities.max_prompt - promptLength(draft.prompt)

  const latestPrompt = useRef(draft.prompt)
  useLayoutEffect(() => {
    latestPrompt.current = draft.prompt
  }, [draft.prompt])

  const createFromDraft = async (wasOffline: boolean): Promise<Video | undefined> => {
    const requests = await Promise.all(
      selections.map(async (selection) => ({
        ...toRequest(draft, selection),
        ...(await toFiles(selection, files, capabilities)),
      })),
    )
    const { videos, errors, missing } = await trigger(requests, takes)
    for (const { id, model } of videos) {
      const frame = requests.find((request) => request.model === model)?.input_reference
      if (frame instanceof Blob) rememberSentFrame(id, frame)
    }
    const [thrown] = errors
    if (thrown) {
      const error = toVideoError(thrown, wasOffline)
      const started = videos.length > 0 ? { started: { count: videos.length, total: takes * selections.length } } : {}
      setPromptError({ ...toPromptError(error), ...started })
      // The prompt stays, for those that are missing; never for more, because each is paid.
      if (videos.length > 0) {
        setModels(selections.flatMap(({ model }, index) => (model && missing[index] ? [model.id] : [])))
        setTakes(Math.min(...missing.filter((count) => count > 0)))
      }
      onError?.(error)
    } else {
      history.add(draft.prompt)
      replaced.dismiss()
      updateDraft({ prompt: writtenSince(draft.prompt, latestPrompt.current) })
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
    updateDraft: changeDraft,
    capabilities,
    selection,
    selections,
    setModels: (models) => {
      setModels(models)
      if (promptError && isStaleAfter(promptError, { model: '' })) dismiss()
    },
    charactersLeft,
    firstFrame,
    lastFrame,
    references,
    captureInto,
    takes,
    setTakes,
    price: formattedPrice(selections, capabilities, takes, locale),
    replaced,
    phrases,
    history,
    enhance: options.onEnhance,
    error: promptError,
    fail,
    dismiss,
    isDisabled,
    isSubmitting,
    submit,
    field,
  }
}

const noModels: readonly string[] = []

const formattedPrice = (
  selections: readonly PromptSelection[],
  capabilities: Capabilities | undefined,
  takes: number,
  locale: string,
): string | undefined => {
  // One unknown price makes the whole unknown, and then it is NaN.
  const price = selections.reduce((sum, selection) => sum + (priceOfSelection(selection) ?? Number.NaN), 0)
  return capabilities && !Number.isNaN(price) ? formatPrice(locale, price * takes, capabilities.currency) : undefined
}

const validate = (draft: PromptDraft, charactersLeft: number | undefined): PromptError | undefined => {
  if (draft.prompt.trim() === '') return { field: 'prompt', failure: { code: 'empty', message: '' } }
  if (charactersLeft !== undefined && charactersLeft < 0)
    return { field: 'prompt', failure: { code: 'too_long', message: '' } }
  return undefined
}

/** What was written while the prompt was sent: the beginning of the next one. */
const writtenSince = (sent: string, now: string): string =>
  now.startsWith(sent) ? now.slice(sent.length).trimStart() : now
