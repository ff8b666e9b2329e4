import { GripVertical } from 'lucide'
import { useEffect, useId, useRef, type DragEvent } from 'react'
import { setFrameDrag } from '../frames'
import { formatNumber, formatPercent } from '../format'
import { Icon, mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useStoryboardStrings } from '../strings/texts'
import type { ResolvedShot } from './resolve-shot'
import { ShotPicture } from './shot-picture'
import { useStoryboardInternals, useStoryboardShot } from './storyboard-context'
import { useStrip } from './strip-context'
import { useShotDrag } from './use-shot-drag'

/**
 * The frame of a shot: its number, its picture, and what is wrong if it cannot be played. A press shows the shot. It is
 * dragged to another place, or onto a frame of a prompt.
 */
export const StoryboardShotFrame = /* @__PURE__ */ part(
  'button',
  'dl-storyboard-frame',
  function StoryboardShotFrame(props) {
    const shot = useStoryboardShot()
    const { shots, selected, select, current, isDisabled, toFocus } = useStoryboardInternals()
    const strip = useStrip()
    const t = useStoryboardStrings()
    const locale = useLocale()
    const hint = useId()
    const frame = useRef<HTMLButtonElement>(null)
    const grip = useShotDrag(shot.id)
    const prompt = shot.video?.prompt ?? t('untitled')
    const reason = useReason(shot)
    // One stop of Tab for all frames: the selected one, or the first.
    const isTabStop = (selected ?? shots[0])?.id === shot.id
    useEffect(() => {
      if (toFocus.current !== shot.id) return
      toFocus.current = undefined
      frame.current?.focus()
    })
    const content = (
      <>
        <ShotPicture shot={shot} />
        {reason !== undefined && <span className="dl-storyboard-reason">{reason}</span>}
        <span
          className="dl-tag dl-storyboard-grip"
          aria-hidden
          // Shown by CSS, since the accessible name has the number in a sentence.
          data-position={formatNumber(locale, shot.index + 1)}
          {...(isDisabled ? {} : grip.handlers)}
        >
          <Icon icon={GripVertical} />
        </span>
        <span id={hint} hidden>
          {t('keysHint')}
        </span>
      </>
    )
    return mergeProps(
      {
        ref: frame,
        type: 'button' as const,
        'data-shot': shot.id,
        'aria-label': [t('shot', { position: shot.index + 1, count: shots.length, prompt }), reason]
          .filter(Boolean)
          .join(', '),
        'aria-describedby': hint,
        'aria-current': shot.id === current?.id ? ('true' as const) : undefined,
        tabIndex: isTabStop ? 0 : -1,
        draggable: !isDisabled,
        onClick: () => select(shot.id, true),
        onFocus: () => select(shot.id),
        onDragStart(event: DragEvent<HTMLElement>) {
          // The grip moves by the pointer, also on a touch screen.
          if (grip.isPressed()) return event.preventDefault()
          setFrameDrag(event.dataTransfer, { videoId: shot.videoId, at: shot.start > 0 ? shot.start : 'first' })
          event.dataTransfer.effectAllowed = 'copyMove'
          strip.setDrag({ draggedId: shot.id })
          return undefined
        },
        onDragEnd: () => strip.setDrag({ draggedId: undefined, dropAt: undefined }),
        children: content,
      },
      props,
    )
  },
)

/** Why a shot cannot be played; undefined if it can. */
function useReason({ state, video }: ResolvedShot): string | undefined {
  const t = useStoryboardStrings()
  const locale = useLocale()
  if (state === 'ready') return undefined
  if (state !== 'running') return t(state)
  return video?.status === 'queued'
    ? t('queued')
    : t('rendering', { percent: formatPercent(locale, video?.progress ?? 0) })
}
