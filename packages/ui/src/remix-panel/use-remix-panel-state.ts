import { priceOf, type Capabilities, type Video } from '@dailies/core'
import { useCapabilities, useDraft, useVideo } from '@dailies/core/react'
import { useCallback, useId, useRef, useState } from 'react'
import { toFailure, useOnReconnect, type Failure } from '../failure'
import { formatPrice } from '../format'
import { useLocale } from '../strings/language-provider'
import type { RemixPanelState } from './remix-panel-context'
import { offeredOperations } from './remix-operation'
import { useRemixOperations } from './use-remix-operations'

/** Options and callbacks of a RemixPanel. */
export interface RemixPanelOptions {
  /** The source video. */
  video: Video
  /** Called with the new video once the server has accepted it. */
  onCreated?: ((video: Video) => void) | undefined
  /** Called if the request failed, even if the panel has unmounted by then. */
  onError?: ((failure: Failure) => void) | undefined
  /** Called when the user selects another video of the lineage. Without it the panel shows that video. */
  onSelectVideo?: ((id: string) => void) | undefined
}

interface RemixDraft {
  operation: string
  change: string
  seconds: string
}

const emptyDraft: RemixDraft = { operation: '', change: '', seconds: '' }

/** State of the panel: its video, operation and text, and its submit function. */
export function useRemixPanelState({
  video: initialVideo,
  onCreated,
  onError,
  onSelectVideo,
}: RemixPanelOptions): RemixPanelState {
  const id = useId()
  const locale = useLocale()
  const [selectedId, setSelectedId] = useState<string>()
  const video = useVideo(selectedId ?? initialVideo.id).video ?? initialVideo
  const { capabilities } = useCapabilities()
  const { draft, setDraft } = useDraft(`remix ${video.id}`, emptyDraft)
  const { submit: sendRequest } = useRemixOperations()
  const [results, setResults] = useState<Record<string, string>>({})
  const [error, setError] = useState<{ id: string; failure: Failure }>()
  const dismiss = useCallback(() => setError(undefined), [])
  useOnReconnect(error?.failure, dismiss)
  const [isSubmitting, setSubmitting] = useState(false)
  // A ref, because state would update a render too late to block a quick second click.
  const isSending = useRef(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const operations = offeredOperations(capabilities)
  const operation = operations.find((offered) => offered === draft.operation) ?? operations[0]
  const lengths = modelOf(video, capabilities)?.seconds ?? []
  const seconds =
    operation === 'extend' ? (lengths.find((length) => length === draft.seconds) ?? lengths[0]) : undefined
  const showFailure = (failure: Failure) => setError({ id: video.id, failure })

  const submit = async (): Promise<Video | undefined> => {
    if (isSending.current || !operation || video.status !== 'completed') return undefined
    setError(undefined)
    if (draft.change.trim() === '') {
      showFailure({ code: 'empty', message: '' })
      field.current?.focus()
      return undefined
    }
    isSending.current = true
    setSubmitting(true)
    const wasOffline = !navigator.onLine
    try {
      const created = await sendRequest(operation, video.id, draft.change, seconds)
      setDraft((draft) => ({ ...draft, change: '' }))
      setResults((current) => ({ ...current, [video.id]: created.id }))
      onCreated?.(created)
      return created
    } catch (thrown) {
      const failure = toFailure(thrown, wasOffline)
      showFailure(failure)
      onError?.(failure)
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
    setOperation: (operation) => setDraft((draft) => ({ ...draft, operation })),
    change: draft.change,
    setChange: (change) => {
      setDraft((draft) => ({ ...draft, change }))
      setError(undefined)
    },
    seconds,
    setSeconds: (seconds) => setDraft((draft) => ({ ...draft, seconds })),
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

const modelOf = (video: Video, capabilities: Capabilities | undefined) =>
  capabilities?.models.find(({ id }) => id === video.model)

const formattedPrice = (
  video: Video,
  capabilities: Capabilities | undefined,
  addedSeconds: string | undefined,
  locale: string,
): string | undefined => {
  const model = modelOf(video, capabilities)
  const price = model && priceOf(model, { size: video.size, seconds: addedSeconds ?? video.seconds })
  return price === undefined || !capabilities ? undefined : formatPrice(locale, price, capabilities.currency)
}
