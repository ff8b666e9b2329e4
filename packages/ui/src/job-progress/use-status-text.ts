import { isSettled, type Video } from '@dailies/core'
import { useEstimate } from '@dailies/core/react'
import { isCancelled } from '../failure'
import { formatLengthRange, formatPercent } from '../format'
import { useLocale } from '../strings/language-provider'
import { useJobStrings } from '../strings/texts'

/** The status text of a job in one line, such as "Rendering, 42 %, 1–2 min left". */
export function useStatusText(video: Video | undefined): string {
  const t = useJobStrings()
  const locale = useLocale()
  const remaining = useEstimate(video?.id)
  if (!video) return ''
  if (isCancelled(video)) return t('cancelled')
  if (isSettled(video)) return t(video.status === 'completed' ? 'completed' : 'failed')
  // How far it is cannot be known.
  if (video.assets?.disconnected) return t('disconnected')
  if (video.assets?.cancel_requested) return t('cancelling')

  // No time: a queue moves at the pace of the jobs ahead, which is not known.
  if (video.status === 'queued') return queuedText(t, video.assets?.queue_position)
  const time = remaining && formatLengthRange(locale, remaining)
  const percent = video.progress === null ? undefined : formatPercent(locale, video.progress)
  if (percent !== undefined && time !== undefined) return t('renderingPartLeft', { percent, time })
  if (percent !== undefined) return t('renderingPart', { percent })
  return time === undefined ? t('rendering') : t('renderingLeft', { time })
}

function queuedText(t: ReturnType<typeof useJobStrings>, ahead: number | undefined): string {
  if (ahead === undefined) return t('queued')
  return ahead === 0 ? t('queuedNext') : t('queuedBehind', { count: ahead })
}
