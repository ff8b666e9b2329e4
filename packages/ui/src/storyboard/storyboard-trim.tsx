import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { mergeProps, part, useCustomProperties } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useStoryboardStrings } from '../strings/texts'
import { formatShotTime } from './format-shot-time'
import { frameSeconds, type ShotEdge } from './shot'
import { useStoryboardInternals, useStoryboardShot } from './storyboard-context'

/**
 * The trim bar of a shot: its range in the video, with a handle at each end. A press moves the nearest handle. The arrow
 * keys move a handle by a frame, Page Up and Page Down by a second, Home and End to the end of the video.
 */
export const StoryboardTrim = /* @__PURE__ */ part('div', 'dl-storyboard-trim', function StoryboardTrim(props) {
  const { id, start, end, seconds, state } = useStoryboardShot()
  const { trim, isDisabled } = useStoryboardInternals()
  const dragged = useRef<ShotEdge>(undefined)
  const setRange = useCustomProperties({ '--dl-start': start / seconds || 0, '--dl-end': end / seconds || 1 })
  const canTrim = !isDisabled && seconds > 0 && state === 'ready'
  const timeOf = (edge: ShotEdge) => (edge === 'start' ? start : end)

  const timeAt = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const fraction = Math.min(Math.max((event.clientX - left) / width || 0, 0), 1)
    return seconds * (getComputedStyle(event.currentTarget).direction === 'rtl' ? 1 - fraction : fraction)
  }
  const release = ({ currentTarget }: PointerEvent<HTMLElement>) => {
    dragged.current = undefined
    currentTarget.removeAttribute('data-active')
  }
  return mergeProps(
    {
      ref: setRange,
      'data-trimmed': start > 0 || end < seconds ? '' : undefined,
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (!canTrim || event.button !== 0 || !event.isPrimary) return
        const time = timeAt(event)
        const edge = Math.abs(time - start) <= Math.abs(time - end) ? 'start' : 'end'
        dragged.current = edge
        event.currentTarget.setPointerCapture?.(event.pointerId)
        event.currentTarget.setAttribute('data-active', edge)
        handleOf(event.currentTarget, edge)?.focus()
        // The focus is on the handle, which the browser would take from it.
        event.preventDefault()
        trim(id, edge, time)
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (dragged.current) trim(id, dragged.current, timeAt(event))
      },
      onPointerUp: release,
      onPointerCancel: release,
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        const edge = edgeOf(event.target)
        if (!edge || !canTrim || event.ctrlKey || event.metaKey || event.altKey) return
        const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl'
        const time = timeAfterKey(event.key, timeOf(edge), { seconds, isMirrored })
        if (time === undefined) return
        event.preventDefault()
        trim(id, edge, time)
      },
      children: (
        <>
          <span className="dl-storyboard-trim-rail" />
          <Handle edge="start" isEnabled={canTrim} />
          <Handle edge="end" isEnabled={canTrim} />
        </>
      ),
    },
    props,
  )
})

function Handle({ edge, isEnabled }: { edge: ShotEdge; isEnabled: boolean }) {
  const { index, start, end, seconds, id } = useStoryboardShot()
  const { selected } = useStoryboardInternals()
  const t = useStoryboardStrings()
  const locale = useLocale()
  const time = edge === 'start' ? start : end
  const slider = {
    role: 'slider',
    'aria-label': t(edge === 'start' ? 'trimStart' : 'trimEnd', { position: index + 1 }),
    'aria-valuemin': 0,
    'aria-valuemax': seconds,
    'aria-valuenow': Number(time.toFixed(3)),
    'aria-valuetext': formatShotTime(locale, time, 'long'),
    'aria-disabled': !isEnabled || undefined,
    // Only the selected shot has stops of Tab besides its frame.
    tabIndex: isEnabled && selected?.id === id ? 0 : -1,
  }
  return <span {...slider} className="dl-storyboard-handle" data-edge={edge} />
}

const edgeOf = (target: EventTarget): ShotEdge | undefined => {
  const edge = target instanceof HTMLElement ? target.dataset['edge'] : undefined
  return edge === 'start' || edge === 'end' ? edge : undefined
}

const handleOf = (trim: Element, edge: ShotEdge) => trim.querySelector<HTMLElement>(`[data-edge=${edge}]`)

function timeAfterKey(
  key: string,
  time: number,
  { seconds, isMirrored }: { seconds: number; isMirrored: boolean },
): number | undefined {
  const right = isMirrored ? -frameSeconds : frameSeconds
  const times: Record<string, number> = {
    ArrowRight: time + right,
    ArrowLeft: time - right,
    ArrowUp: time + frameSeconds,
    ArrowDown: time - frameSeconds,
    PageUp: time + 1,
    PageDown: time - 1,
    Home: 0,
    End: seconds,
  }
  return times[key]
}
