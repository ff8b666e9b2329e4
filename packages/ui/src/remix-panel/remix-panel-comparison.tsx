import type { Video } from '@dailies/core'
import { useVideo } from '@dailies/core/react'
import { Pause, Play } from 'lucide'
import { useState, type Ref } from 'react'
import { VideoFrame, VideoThumbnail, useContentURL } from '../video-frame'
import { formatPercent } from '../format'
import { useConnectionFromPlay } from '../playback'
import { Button, Icon, mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useRemixStrings } from '../strings/texts'
import { useSyncedPlayback } from '../synced-playback'
import { Wipe } from '../wipe'
import { useRemixPanel } from './remix-panel-context'

/**
 * Compares two videos before and after a change: with a wipe slider, or side by side. It shows the current video and
 * the remix created from it in this panel; without one, the source video and the current video. `data-view` is `wipe`
 * or `side-by-side`.
 */
export const RemixPanelComparison = /* @__PURE__ */ part(
  'figure',
  'dl-comparison',
  function RemixPanelComparison(props) {
    const { result, video } = useRemixPanel()
    const { video: remix } = useVideo(result)
    const { video: source } = useVideo(result ? undefined : video.remixed_from_video_id)
    const [view, setView] = useState<'wipe' | 'side-by-side'>('wipe')
    const t = useRemixStrings()
    const [first, setFirst] = useState<HTMLVideoElement | null>(null)
    const [second, setSecond] = useState<HTMLVideoElement | null>(null)
    const [isPlaying, setPlaying] = useState(false)
    useConnectionFromPlay(first)
    useConnectionFromPlay(second)
    useSyncedPlayback([first, second], { isPlaying, onStopped: () => setPlaying(false) })
    const [before, after] = remix ? [video, remix] : [source, video]
    if (!before) return null
    const canPlay = before.status === 'completed' && after.status === 'completed'
    // Videos of different sizes cannot be stacked.
    const canWipe = before.size === after.size
    const shownView = canWipe ? view : 'side-by-side'
    const children = (
      <>
        <div className="dl-comparison-frames">
          <Side video={before} label={t('before')} mediaRef={setFirst} />
          <Side video={after} label={t('after')} mediaRef={setSecond} />
          {shownView === 'wipe' && <Wipe label={t('wipeHandle')} />}
        </div>
        <div className="dl-actions">
          {canPlay && (
            <Button onClick={() => setPlaying(!isPlaying)}>
              <Icon icon={isPlaying ? Pause : Play} isMirrored />
              {t(isPlaying ? 'pause' : 'play')}
            </Button>
          )}
          {canWipe && (
            <Button onClick={() => setView(view === 'wipe' ? 'side-by-side' : 'wipe')}>
              {t(view === 'wipe' ? 'sideBySide' : 'overlay')}
            </Button>
          )}
        </div>
      </>
    )
    return mergeProps(
      { 'aria-label': t('compare'), 'data-view': shownView, 'data-playing': isPlaying ? '' : undefined, children },
      props,
    )
  },
)

function Side({ video, label, mediaRef }: { video: Video; label: string; mediaRef: Ref<HTMLVideoElement> }) {
  const urlOf = useContentURL(video)
  const url = urlOf('video')
  return (
    <div className="dl-comparison-side">
      {url !== undefined ? (
        <VideoFrame id={video.id} size={video.size}>
          <video
            ref={mediaRef}
            src={url}
            poster={urlOf('thumbnail')}
            aria-label={`${label}: ${video.prompt ?? ''}`}
            tabIndex={-1}
            muted
            playsInline
            preload="none"
          />
        </VideoFrame>
      ) : (
        <VideoThumbnail video={video} />
      )}
      <span className="dl-tag">
        {label}
        <Progress video={video} />
      </span>
    </div>
  )
}

function Progress({ video: { status, progress } }: { video: Video }) {
  const t = useRemixStrings()
  const locale = useLocale()
  if (status === 'completed') return null
  if (status === 'failed') return <> · {t('failed')}</>
  if (status === 'queued' || progress === null) return <> · {t('queued')}</>
  return <> · {t('rendering', { percent: formatPercent(locale, progress) })}</>
}
