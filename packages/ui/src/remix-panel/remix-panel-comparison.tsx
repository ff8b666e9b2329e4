import type { Video } from '@dailies/core'
import { useVideo } from '@dailies/core/react'
import { Pause, Play } from 'lucide'
import { useRef, useState, type ComponentPropsWithoutRef, type RefObject } from 'react'
import { VideoFrame, useContentURL } from '../video-frame'
import { formatPercent } from '../format'
import { Button, Icon, classes, setCustomProperties } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useRemixStrings } from '../strings/texts'
import { VideoStill } from './video-still'
import { useRemixPanel } from './remix-panel-context'
import { useTogether } from './use-together'

/**
 * The film before and after: over each other with a wipe, or side by side. After something was made here it shows this film and that
 * one, before it the film that this one was made from. `data-view` is `wipe` or `beside`.
 */
export function RemixPanelComparison(props: ComponentPropsWithoutRef<'figure'>) {
  const { result, video } = useRemixPanel()
  const { video: made } = useVideo(result)
  const { video: source } = useVideo(result ? undefined : video.remixed_from_video_id)
  if (made) return <Comparison {...props} before={video} after={made} />
  if (source) return <Comparison {...props} before={source} after={video} />
  return null
}

function Comparison({
  before,
  after,
  className,
  ...props
}: ComponentPropsWithoutRef<'figure'> & { before: Video; after: Video }) {
  const [view, setView] = useState<'wipe' | 'beside'>('wipe')
  const text = useRemixStrings()
  const first = useRef<HTMLVideoElement>(null)
  const second = useRef<HTMLVideoElement>(null)
  const { isPlaying, toggle } = useTogether(first, second)
  const isDone = before.status === 'completed' && after.status === 'completed'
  // Frames of two shapes cannot lie over each other.
  const canWipe = before.size === after.size
  const shown = canWipe ? view : 'beside'
  return (
    <figure
      aria-label={text('compare')}
      {...props}
      className={classes('dl-comparison', className)}
      data-view={shown}
      data-playing={isPlaying ? '' : undefined}
    >
      <div className="dl-comparison-frames">
        <Side video={before} label={text('before')} film={first} />
        <Side video={after} label={text('after')} film={second} />
        {shown === 'wipe' && <Wipe />}
      </div>
      <div className="dl-actions">
        {isDone && (
          <Button onClick={toggle}>
            <Icon of={isPlaying ? Pause : Play} />
            {text(isPlaying ? 'pause' : 'play')}
          </Button>
        )}
        {canWipe && (
          <Button onClick={() => setView(view === 'wipe' ? 'beside' : 'wipe')}>
            {text(view === 'wipe' ? 'beside' : 'wipe')}
          </Button>
        )}
      </div>
    </figure>
  )
}

function Side({ video, label, film }: { video: Video; label: string; film: RefObject<HTMLVideoElement | null> }) {
  const urlOf = useContentURL(video)
  const url = urlOf('video')
  return (
    <div className="dl-comparison-side">
      {url !== undefined ? (
        <VideoFrame id={video.id} size={video.size}>
          <video
            ref={film}
            src={url}
            poster={urlOf('thumbnail')}
            aria-label={`${label}: ${video.prompt ?? ''}`}
            tabIndex={-1}
            muted
            loop
            playsInline
            preload="none"
          />
        </VideoFrame>
      ) : (
        <VideoStill video={video} />
      )}
      <span className="dl-tag">
        {label}
        <Progress video={video} />
      </span>
    </div>
  )
}

function Progress({ video: { status, progress } }: { video: Video }) {
  const text = useRemixStrings()
  const locale = useLocale()
  if (status === 'completed') return null
  if (status === 'failed') return <> · {text('failed')}</>
  if (status === 'queued' || progress === null) return <> · {text('queued')}</>
  return <> · {text('rendering', { percent: formatPercent(locale, progress) })}</>
}

/** The handle of the wipe. It sets a custom property and renders nothing anew, so the films below play on undisturbed. */
function Wipe() {
  const text = useRemixStrings()
  const locale = useLocale()
  const before = useRef('50')
  const show = (wipe: HTMLInputElement) => {
    wipe.setAttribute('aria-valuetext', formatPercent(locale, Number(wipe.value)))
    if (wipe.parentElement) setCustomProperties(wipe.parentElement, { '--dl-wipe': `${wipe.value}%` })
  }
  return (
    <>
      <span className="dl-wipe-line" aria-hidden />
      <input
        ref={(wipe) => void (wipe && show(wipe))}
        type="range"
        className="dl-wipe"
        min={0}
        max={100}
        defaultValue={50}
        aria-label={text('wipeHandle')}
        onInput={({ currentTarget }) => show(currentTarget)}
        onPointerDown={({ currentTarget }) => (before.current = currentTarget.value)}
        // What began as a press was a scroll of the page.
        onPointerCancel={({ currentTarget }) => {
          currentTarget.value = before.current
          show(currentTarget)
        }}
      />
    </>
  )
}
