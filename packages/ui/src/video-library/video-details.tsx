import type { Video } from '@dailies/core'
import { useCapabilities } from '@dailies/core/react'
import type { ReactNode } from 'react'
import { formatDate, formatLength, formatPrice, formatSize } from '../format'
import { useLocale } from '../strings/language-provider'
import { useLibraryStrings } from '../strings/texts'

/** The details of a video as a description list. */
export function VideoDetails({ video }: { video: Video }) {
  const t = useLibraryStrings()
  const locale = useLocale()
  const { capabilities } = useCapabilities()
  const model = capabilities?.models.find(({ id }) => id === video.model)
  const amount = (value: number | undefined) =>
    value === undefined || !capabilities ? undefined : formatPrice(locale, value, capabilities.currency)
  const price = amount(video.assets?.price)
  const cost = amount(video.assets?.cost)
  const { completed_at: completedAt, created_at: createdAt, expires_at: expiresAt } = video
  return (
    <dl className="dl-facts">
      <Detail name={t('model')}>{model?.label ?? video.model}</Detail>
      <Detail name={t('size')}>{video.size && formatSize(locale, video.size)}</Detail>
      <Detail name={t('length')}>{Number(video.seconds) > 0 && formatLength(locale, Number(video.seconds))}</Detail>
      <Detail name={t('created')}>{formatDate(locale, createdAt)}</Detail>
      <Detail name={t('renderTime')}>
        {completedAt !== null && completedAt > createdAt && formatLength(locale, completedAt - createdAt)}
      </Detail>
      <Detail name={t('cost')}>
        {cost !== undefined &&
          (price === undefined || price === cost ? (
            cost
          ) : (
            <>
              {cost} <span className="dl-muted">{t('estimated', { price })}</span>
            </>
          ))}
      </Detail>
      <Detail name={t('price')}>{cost === undefined && price}</Detail>
      <Detail name={t('availableUntil')}>{expiresAt !== null && formatDate(locale, expiresAt)}</Detail>
    </dl>
  )
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null
  return (
    <div>
      <dt className="dl-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
