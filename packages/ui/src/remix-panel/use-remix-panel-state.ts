import { priceOf, type Capabilities, type Video, type VideoError } from '@dailies/core'
import { useCapabilities, useDraft, useVideo } from '@dailies/core/react'
import { useCallback, useId, useMemo, useRef, useState } from 'react'
import { toVideoError, useOnReconnect, type Failure } from '../failure'
import { formatPrice } from '../format'
import { useDraftField } from '../primitives'
import { useLocale } from '../strings/language-provider'
import type { RemixPanelState } from './remix-panel-context'
import { offeredOperations, useRemixOperations, type RemixOperation } from '../remix-operations'

/** Options and callbacks of a RemixPanel. */
export interface RemixPanelOptions {
  /** The source video. */
  video: Video
  /** The text of the change. */
  prompt?: string | undefined
  /** The text at first, if `prompt` is not given. @default the draft that is kept for the video */
  defaultPrompt?: string | undefined
  /** Called when the text changes, also when it is cleared after a submit. */
  onPromptChange?: ((prompt: string) => void) | undefined
  /** The selected operation. One that the server does not offer selects the first that it offers. */
  operation?: RemixOperation | undefined
  /** The operation at first, if `operation` is not given. @default the first that the server offers */
  defaultOperation?: RemixOperation | undefined
  /** Called when an operation is selected. */
  onOperationChange?: ((operation: RemixOperation) => void) | undefined
  /** The seconds that an extension adds, as a string. */
  seconds?: string | undefined
  /** The seconds at first, if `seconds` is not given. @default the first that the model offers */
  defaultSeconds?: string | undefined
  /** Called when other seconds are selected. */
  onSecondsChange?: ((seconds: string) => void) | undefined
  /** Whether nothing can be changed or submitted. @default false */
  disabled?: boolean | undefined
  /** Called with the new video once the server has accepted it. */
  onCreated?: ((video: Video) => void) | undefined
  /** Called if the request failed, even if the panel has unmounted by then. */
  onError?: ((error: VideoError) => void) | undefined
  /** Called when the user selects another video of the lineage. Without it the panel shows that video. */
  onSelectVideo?: ((id: string) => void) | undefined
}

interface RemixDraft {
  operation: RemixOperation | undefined
  prompt: string
  seconds: string | undefined
}

/** State of the panel: its video, operation and text, and its submit function. */
export function useRemixPanelState(options: RemixPanelOptions): RemixPanelState {
  const { video: initialVideo, disabled: isDisabled = false, onCreated, onError, onSelectVideo } = options
  const id = useId()
  const locale = useLocale()
  const [selectedId, setSelectedId] = useState<string>()
  const video = useVideo(selectedId ?? initialVideo.id).video ?? initialVideo
  const { capabilities } = useCapabilities()
  const { prompt, setPrompt, ...draft } = useRemixDraft(video.id, options)
  const { submit: sendRequest } = useRemixOperations()
  const [results, setResults] = useState<Record<string, string>>({})
  const [error, setError] = useState<{ id: string; failure: Failure }>()
  const dismiss = useCallback(() => setError(undefined), [])
  useOnReconnect(error?.failure, dismiss)
  const [isSubmitting, setSubmitting] = useState(false)
  // A ref, because state would update a render too late to block a quick second click.
  const isSending = useRef(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const operations = offeredOperations(capabilities, video.model)
  const operation = operations.find((offered) => offered === draft.operation) ?? operations[0]
  const lengths = modelOf(video, capabilities)?.seconds ?? []
  const seconds =
    operation === 'extend' ? (lengths.find((length) => length === draft.seconds) ?? lengths[0]) : undefined
  const showFailure = (failure: Failure) => setError({ id: video.id, failure })

  const submit = async (): Promise<Video | undefined> => {
    if (isDisabled || isSending.current || !operation || video.status !== 'completed') return undefined
    setError(undefined)
    if (prompt.trim() === '') {
      showFailure({ code: 'empty', message: '' })
      field.current?.focus()
      return undefined
    }
    isSending.current = true
    setSubmitting(true)
    const wasOffline = !navigator.onLine
    try {
      const created = await sendRequest(operation, video.id, prompt, seconds)
      setPrompt('')
      setResults((current) => ({ ...current, [video.id]: created.id }))
      onCreated?.(created)
      return created
    } catch (thrown) {
      const error = toVideoError(thrown, wasOffline)
      showFailure(error)
      onError?.(error)
      return undefined
    } finally {
      isSending.current = false
      setSubmitting(false)
    }
  }

  return {
    id,
    video,
    operations,
    hasLoaded: capabilities !== undefined,
    operation,
    setOperation: draft.setOperation,
    prompt,
    setPrompt: (prompt) => {
      setPrompt(prompt)
      setError(undefined)
    },
    seconds,
    setSeconds: draft.setSeconds,
    isDisabled,
    lengths,
    price: formattedPrice(video, capabilities, seconds, locale),
    error: error?.id === video.id ? error.failure : undefined,
    isSubmitting,
    submit,
    result: results[video.id],
    select: (next) => {
      // The way back: the lineage of the source video then also shows this one.
      const { remixed_from_video_id: source } = video
      if (source !== null) setResults((current) => ({ ...current, [source]: video.id }))
      ;(onSelectVideo ?? setSelectedId)(next)
    },
    field,
  }
}

/** The draft of one video: the fields that are not controlled, kept in this tab. */
function useRemixDraft(id: string, options: RemixPanelOptions) {
  const { defaultOperation, defaultPrompt = '', defaultSeconds } = options
  const initial = useMemo(
    () => ({ operation: defaultOperation, prompt: defaultPrompt, seconds: defaultSeconds }),
    [defaultOperation, defaultPrompt, defaultSeconds],
  )
  const { draft, setDraft } = useDraft<RemixDraft>(`remix ${id}`, initial)
  const store = {
    draft,
    keep: (changes: Partial<RemixDraft>) => setDraft((draft) => ({ ...draft, ...changes })),
  }
  const operationControl = { value: options.operation, onChange: onlyDefined(options.onOperationChange) }
  const secondsControl = { value: options.seconds, onChange: onlyDefined(options.onSecondsChange) }
  const [operation, setOperation] = useDraftField('operation', operationControl, store)
  const [prompt, setPrompt] = useDraftField(
    'prompt',
    { value: options.prompt, onChange: options.onPromptChange },
    store,
  )
  const [seconds, setSeconds] = useDraftField('seconds', secondsControl, store)
  return { operation, setOperation, prompt, setPrompt, seconds, setSeconds }
}

const onlyDefined =
  <Value>(onChange: ((value: Value) => void) | undefined) =>
  (value: Value | undefined) =>
    value === undefined || onChange?.(value)

const modelOf = (video: Video, capabilities: Capabilities | undefined) =>
  capabilities?.models.find(({ id }) => id === video.model)

const formattedPrice = (
  video: Video,
  capabilities: Capabilities | undefined,
  addedSeconds: string | undefined,
  locale: string,
): string | undefined => {
  const model = modelOf(video, capabilities)
  const price =
    model &&
    priceOf(model, {
      size: video.size,
      seconds: addedSeconds ?? video.seconds,
      generate_audio: model.generate_audio === 'always' || undefined,
    })
  return price === undefined || !capabilities ? undefined : formatPrice(locale, price, capabilities.currency)
}
