import type { NewShare, Share, VideoError } from '@dailies/core'
import { useShareVideo, useVideosClient } from '@dailies/core/react'
import { useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { Alert, toVideoError, useFailureText } from '../failure'
import { formatDate } from '../format'
import { Announcer, Button } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useLibraryStrings } from '../strings/texts'
import { useLibrary } from './video-library-context'

/** The links of a video: a new one to copy, and those that still work, to end them. Give it a `key` per video. */
export function ShareSection({ id }: { id: string }) {
  const t = useLibraryStrings()
  const describeFailure = useFailureText()
  const [shares, setShares] = useState<readonly Share[]>([])
  const [error, setError] = useState<VideoError>()
  const { trigger, list, deleteShare, isMutating } = useShareVideo({
    onSuccess: (share) => setShares((current) => [...current, share]),
    onError: setError,
  })
  const [created, setCreated] = useState<NewShare>()
  useEffect(() => {
    let isCurrent = true
    list(id).then(
      ({ data }) => isCurrent && setShares(data),
      (cause: unknown) => isCurrent && setError(toVideoError(cause)),
    )
    return () => {
      isCurrent = false
    }
  }, [id, list])
  const create = async () => {
    setError(undefined)
    setCreated(await trigger(id))
  }
  const end = async (share: Share) => {
    setError(undefined)
    setShares((current) => current.filter((other) => other.id !== share.id))
    if (created?.id === share.id) setCreated(undefined)
    try {
      await deleteShare(id, share.id)
    } catch (cause) {
      const error = toVideoError(cause)
      // It has ended already, elsewhere.
      if (error.code === 'not_found') return
      setShares((current) => [...current, share].sort((one, other) => one.created_at - other.created_at))
      setError(error)
    }
  }
  return (
    <section className="dl-share" aria-label={t('share')}>
      <p className="dl-muted">{t('shareText')}</p>
      {created ? (
        <CopyLink share={created} />
      ) : (
        <div>
          <Button variant="primary" disabled={isMutating} onClick={() => void create()}>
            {t('createLink')}
          </Button>
        </div>
      )}
      {shares.length > 0 && (
        <ul>
          {shares.map((share) => (
            <ShareItem key={share.id} share={share} onEnd={() => void end(share)} />
          ))}
        </ul>
      )}
      {error && (
        <div role="alert">
          <Alert {...describeFailure(error)} />
        </div>
      )}
    </section>
  )
}

function CopyLink({ share }: { share: NewShare }) {
  const t = useLibraryStrings()
  const { baseURL } = useVideosClient()
  const { shareURL } = useLibrary()
  const announce = useContext(Announcer)
  const [isCopied, setCopied] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const base = new URL(baseURL, document.baseURI)
  const link = new URL(shareURL?.(share) ?? share.content_url ?? share.url, base).href
  // In the commit that removes the pressed button: later, Radix would have moved the focus to the dialog.
  useLayoutEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  const copy = async () => {
    input.current?.select()
    try {
      await navigator.clipboard.writeText(link)
    } catch {
      // Without permission, or on plain http: the link is selected, to be copied by hand.
      input.current?.focus()
      return
    }
    setCopied(true)
    announce?.(t('copied'))
  }
  return (
    <div className="dl-title-form">
      <input ref={input} type="text" readOnly dir="ltr" value={link} aria-label={t('shareLink')} />
      <Button variant="primary" onClick={() => void copy()}>
        {t(isCopied ? 'copied' : 'copy')}
      </Button>
    </div>
  )
}

function ShareItem({ share, onEnd }: { share: Share; onEnd(): void }) {
  const t = useLibraryStrings()
  const locale = useLocale()
  const id = useId()
  return (
    <li>
      <span id={`${id}date`}>{t('linkOf', { date: formatDate(locale, share.created_at) })}</span>
      <Button id={`${id}end`} aria-labelledby={`${id}end ${id}date`} onClick={onEnd}>
        {t('endLink')}
      </Button>
    </li>
  )
}
