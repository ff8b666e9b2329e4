import { useCapabilities } from '@dailies/core/react'
import { Button, mergeProps, part, type PartProps } from '../primitives'
import { formatLength, formatPercent, formatPrice } from '../format'
import { useLocale } from '../strings/language-provider'
import { useCompareStrings } from '../strings/texts'
import { VideoPlayerMute } from '../video-player'
import { useComparedVideo, useVideoCompare } from './video-compare-context'

/** The caption of one video: its letter, its facts, the button that keeps it, and its sound. */
export const VideoCompareCaption = () => (
  <>
    <VideoCompareFacts />
    <VideoCompareKeep />
    <VideoCompareSound />
  </>
)

/**
 * What the videos differ in: model, cost and time of rendering, the prompt if it is not the same for all, and the
 * progress of one that is not done.
 */
export const VideoCompareFacts = /* @__PURE__ */ part('div', 'dl-compare-facts', function VideoCompareFacts(props) {
  const { letter, video } = useComparedVideo()
  const { videos } = useVideoCompare()
  const facts = useFacts()
  const isSamePrompt = videos.every((other) => other.video?.prompt === video?.prompt)
  const children = (
    <>
      <strong className="dl-compare-letter">{letter}</strong>
      <span className="dl-muted">{facts.join(' · ')}</span>
      {!isSamePrompt && (
        <span className="dl-compare-prompt" dir="auto">
          {video?.prompt}
        </span>
      )}
    </>
  )
  return mergeProps({ children }, props)
})

function useFacts(): string[] {
  const { video } = useComparedVideo()
  const { capabilities } = useCapabilities()
  const locale = useLocale()
  const t = useCompareStrings()
  if (!video) return []
  const { created_at: createdAt, completed_at: completedAt, assets, progress, status } = video
  const amount = (value: number | undefined) =>
    value === undefined || !capabilities ? undefined : formatPrice(locale, value, capabilities.currency)
  const price = amount(assets?.price)
  const took = completedAt !== null && completedAt > createdAt && formatLength(locale, completedAt - createdAt)
  const facts = [
    capabilities?.models.find(({ id }) => id === video.model)?.label ?? video.model,
    amount(assets?.cost) ?? (price && t('expected', { price })),
    took && t('took', { time: took }),
    status === 'queued' && t('queued'),
    status === 'in_progress' && t('rendering', { percent: formatPercent(locale, progress ?? 0) }),
  ]
  return facts.filter((fact): fact is string => typeof fact === 'string' && fact !== '')
}

/** The sound of one video. All are silent at first, and at most one has its sound on. */
const VideoCompareSound = () => useComparedVideo().source.state === 'ready' && <VideoPlayerMute />

/** The button that keeps one video. It renders nothing without `onKeep`, and until the video is completed. */
export const VideoCompareKeep = /* @__PURE__ */ part<typeof Button, Omit<PartProps<'button'>, 'ref'>>(
  Button,
  'dl-compare-keep',
  function VideoCompareKeep(props) {
    const { keep, isDisabled } = useVideoCompare()
    const { id, letter, video } = useComparedVideo()
    const t = useCompareStrings()
    if (!keep || video?.status !== 'completed') return null
    return mergeProps(
      {
        variant: 'outline' as const,
        disabled: isDisabled,
        'aria-label': t('keepLabel', { letter }),
        onClick: () => keep(id),
        children: t('keep'),
      },
      props,
    )
  },
)
