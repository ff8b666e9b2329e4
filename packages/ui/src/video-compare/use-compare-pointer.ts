import { useRef, type PointerEvent } from 'react'
import { setCustomProperties } from '../primitives'
import { useVideoCompare } from './video-compare-context'

// Less than this is a click with an unsteady hand, in pixels.
const dragThreshold = 6

interface Drag {
  stage: HTMLElement
  x: number
  time: number
  hasMoved: boolean
}

/** One pointer for all frames: a horizontal drag seeks in all of them, and the others show its spot. No React render. */
export function useComparePointer() {
  const { leader, seek, isDisabled, view } = useVideoCompare()
  const drag = useRef<Drag>(undefined)

  const showSpot = (frames: HTMLElement, stage: HTMLElement | undefined, { clientX, clientY }: PointerEvent) => {
    for (const marked of frames.querySelectorAll('[data-pointed]')) {
      if (marked !== stage) marked.removeAttribute('data-pointed')
    }
    frames.toggleAttribute('data-spot', stage !== undefined)
    if (!stage) return
    stage.setAttribute('data-pointed', '')
    const { left, top, width, height } = stage.getBoundingClientRect()
    setCustomProperties(frames, {
      '--dl-spot-x': `${(((clientX - left) / width) * 100).toFixed(2)}%`,
      '--dl-spot-y': `${(((clientY - top) / height) * 100).toFixed(2)}%`,
    })
  }

  const release = ({ currentTarget }: PointerEvent<HTMLElement>) => {
    drag.current = undefined
    currentTarget.removeAttribute('data-pressed')
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const stage = stageOf(event)
      const { media } = leader ?? {}
      if (!stage || !media || isDisabled || event.button !== 0) return
      drag.current = { stage, x: event.clientX, time: media.currentTime, hasMoved: false }
      event.currentTarget.setAttribute('data-pressed', '')
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const hasSpot = event.pointerType === 'mouse' && view === 'side-by-side'
      showSpot(event.currentTarget, hasSpot ? stageOf(event) : undefined, event)
      const { current } = drag
      if (!current) return
      const moved = event.clientX - current.x
      if (!current.hasMoved && Math.abs(moved) < dragThreshold) return
      // The click at the end of a drag goes to the stage, so it does not play or pause.
      if (!current.hasMoved) current.stage.setPointerCapture(event.pointerId)
      current.hasMoved = true
      const direction = getComputedStyle(current.stage).direction === 'rtl' ? -1 : 1
      const length = leader?.media?.duration ?? 0
      seek(current.time + (direction * moved * length) / current.stage.clientWidth)
    },
    onPointerUp: release,
    onPointerCancel: release,
    onPointerLeave: (event: PointerEvent<HTMLElement>) => showSpot(event.currentTarget, undefined, event),
  }
}

const stageOf = ({ target }: PointerEvent): HTMLElement | undefined =>
  (target instanceof Element && target.closest<HTMLElement>('.dl-compare-stage')) || undefined
