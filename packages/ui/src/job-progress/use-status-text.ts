import { isSettled, type Video } from '@dailies/core'
import { useEstimate } from '@dailies/core/react'
import { formatLengthRange, formatPercent } from '../format'
import { useLocale } from '../strings/language-provider'
import { useJobStrings } from '../strings/texts'

/** The status text of a job in one line, such as "Rendering, 42 %, 1–2 min left". */
export function useStatusText(video: Video | undefined): string {
  const text = useJobStrings()
  const locale = useLocale()
  const remaining = useEstimate(video?.id)
  if (!video) return ''
  if (isSettled(video)) return text(video.status === 'completed' ? 'completed' : 'failed')

  const time = remaining && formatLengthRange(locale, remaining)
  if (video.status === 'queued') return time ? text('queuedLeft', { time }) : text('queued')
  const percent = video.progress === null ? undefined : formatPercent(locale, video.progress)
  if (percent !== undefined && time !== undefined) return text('renderingPartLeft', { percent, time })
  if (percent !== undefined) return text('renderingPart', { percent })
  return time === undefined ? text('rendering') : text('renderingLeft', { time })
}
