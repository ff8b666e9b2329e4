import { priceOf, type Capabilities, type Video } from '@dailies/core'
import { useCapabilities, useDraft, useVideo } from '@dailies/core/react'
import { useCallback, useId, useRef, useState } from 'react'
import { toFailure, useReconnect, type Failure } from '../failure'
import { formatPrice } from '../format'
import { useLocale } from '../strings/language-provider'
import type { RemixPanelState } from './remix-panel-context'
import { offeredVerbs } from './remix-verb'
import { useRemixVerbs } from './use-remix-verbs'

/** What the panel is given, and what it tells and asks of the page around it. */
export interface RemixPanelOptions {
  /** The film that is to be changed. */
  video: Video
  /** A changed copy was begun; it goes on by itself. */
  onCreated?: ((video: Video) => void) | undefined
  /** Nothing was begun, for this reason; it comes even if the panel is gone by then, and nobody can read it there. */
  onError?: ((failed: Failure) => void) | undefined
  /** Another film of the line was chosen. Without this the panel itself goes there. */
  onSelectVideo?: ((id: string) => void) | undefined
}

interface RemixDraft {
  verb: string
  change: string
  seconds: string
}

const emptyDraft: RemixDraft = { verb: '', change: '', seconds: '' }

/** The whole panel: which film, what is to be done to it, and one way to send it. */
export function useRemixPanelState({
  video: given,
  onCreated,
  onError,
  onSelectVideo,
}: RemixPanelOptions): RemixPanelState {
  const id = useId()
  const locale = useLocale()
  const [walked, setWalked] = useState<string>()
  const video = useVideo(walked ?? given.id).video ?? given
  const { capabilities } = useCapabilities()
  const { draft, setDraft } = useDraft(`remix ${video.id}`, emptyDraft)
  const { submit: call } = useRemixVerbs()
  const [results, setResults] = useState<Record<string, string>>({})
  const [refusal, setError] = useState<{ id: string; failed: Failure }>()
  const forget = useCallback(() => setError(undefined), [])
  useReconnect(refusal?.failed, forget)
  const [isSubmitting, setSubmitting] = useState(false)
  // State would come a render too late for the second of two quick clicks.
  const sending = useRef(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const verbs = offeredVerbs(capabilities)
  const verb = verbs.find((offered) => offered === draft.verb) ?? verbs[0]
  const lengths = modelOf(video, capabilities)?.seconds ?? []
  const seconds = verb === 'extend' ? (lengths.find((length) => length === draft.seconds) ?? lengths[0]) : undefined
  const refuse = (failed: Failure) => setError({ id: video.id, failed })

  const submit = async (): Promise<Video | undefined> => {
    if (sending.current || !verb || video.status !== 'completed') return undefined
    setError(undefined)
    if (draft.change.trim() === '') {
      refuse({ code: 'empty', message: '' })
      field.current?.focus()
      return undefined
    }
    sending.current = true
    setSubmitting(true)
    const wasOffline = !navigator.onLine
    try {
      const made = await call(verb, video.id, draft.change, seconds)
      setDraft((draft) => ({ ...draft, change: '' }))
      setResults((known) => ({ ...known, [video.id]: made.id }))
      onCreated?.(made)
      return made
    } catch (error) {
      const failed = toFailure(error, wasOffline)
      refuse(failed)
      onError?.(failed)
      return undefined
    } finally {
      sending.current = false
      setSubmitting(false)
    }
  }

  return {
    id,
    video,
    verbs,
    isKnown: capabilities !== undefined,
    verb,
    setVerb: (verb) => setDraft((draft) => ({ ...draft, verb })),
    change: draft.change,
    setChange: (change) => {
      setDraft((draft) => ({ ...draft, change }))
      setError(undefined)
    },
    seconds,
    setSeconds: (seconds) => setDraft((draft) => ({ ...draft, seconds })),
    lengths,
    price: priceOfChange(video, capabilities, seconds, locale),
    refusal: refusal?.id === video.id ? refusal.failed : undefined,
    isSubmitting,
    submit,
    result: results[video.id],
    select: (next) => {
      // The way back: from the film it was made of, this one can be walked to.
      const { remixed_from_video_id: source } = video
      if (source !== null) setResults((known) => ({ ...known, [source]: video.id }))
      ;(onSelectVideo ?? setWalked)(next)
    },
    field,
  }
}

const modelOf = (video: Video, capabilities: Capabilities | undefined) =>
  capabilities?.models.find(({ id }) => id === video.model)

const priceOfChange = (
  video: Video,
  capabilities: Capabilities | undefined,
  added: string | undefined,
  locale: string,
): string | undefined => {
  const model = modelOf(video, capabilities)
  const price = model && priceOf(model, { size: video.size, seconds: added ?? video.seconds })
  return price === undefined || !capabilities ? undefined : formatPrice(locale, price, capabilities.currency)
}
