import type { Video } from '@dailies/core'
import { formatLength } from '../format'
import { useNow } from '../job-progress'
import { useLocale } from '../strings/language-provider'
import { useLibraryStrings } from '../strings/texts'

// Longer than this is no reason to hurry.
const soon = 20 * 60
const retold = 30_000

/** How long a film can still be saved, where its file goes away within twenty minutes. */
export function ExpiryBadge({ video }: { video: Video | undefined }) {
  const ends = video?.status === 'completed' && video.assets?.video.state !== 'expired' ? video.expires_at : null
  return ends === null ? null : <Countdown ends={ends} />
}

function Countdown({ ends }: { ends: number }) {
  const text = useLibraryStrings()
  const locale = useLocale()
  const left = ends - (useNow(retold, true) ?? Infinity)
  if (left <= 0 || left > soon) return null
  return <span className="dl-card-expiry">{text('leaves', { time: formatLength(locale, left) })}</span>
}
