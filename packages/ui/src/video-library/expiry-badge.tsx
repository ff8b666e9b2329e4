import { useNow } from '@dailies/core/react'
import type { Video } from '@dailies/core'
import { formatLength } from '../format'
import { useLocale } from '../strings/language-provider'
import { useLibraryStrings } from '../strings/texts'

// Seconds before expiry from which the badge is shown.
const showBefore = 20 * 60
const updateInterval = 30_000

/** How long a video can still be saved, if its file expires within twenty minutes. */
export function ExpiryBadge({ video }: { video: Video | undefined }) {
  const expiresAt = video?.status === 'completed' && video.assets?.video.state !== 'expired' ? video.expires_at : null
  return expiresAt === null ? null : <Countdown expiresAt={expiresAt} />
}

function Countdown({ expiresAt }: { expiresAt: number }) {
  const t = useLibraryStrings()
  const locale = useLocale()
  const left = expiresAt - (useNow(updateInterval, true) ?? Infinity)
  if (left <= 0 || left > showBefore) return null
  return <span className="dl-card-expiry">{t('expiresIn', { time: formatLength(locale, left) })}</span>
}
