import type { KeyboardEvent } from 'react'
import type { StoryboardState } from './storyboard-context'

/**
 * Keys on the frame of a shot: the arrow keys go to the next shot, with Alt they move the shot, Delete removes it. Its
 * trim handles have keys of their own.
 */
export function pressShotKey(state: StoryboardState, event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event
  const id = target instanceof HTMLElement ? target.dataset['shot'] : undefined
  if (id === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey) return
  const towardsEnd = getComputedStyle(currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const step = key === 'ArrowLeft' || key === 'ArrowRight' ? (key === towardsEnd ? 1 : -1) : 0
  const focus = (at: number) => frameAt(currentTarget, state.shots[at]?.id)?.focus()
  const index = state.shots.findIndex((shot) => shot.id === id)
  if (step !== 0 && event.altKey) state.moveBy(id, step)
  else if (step !== 0) focus(index + step)
  else if (key === 'Home' && !event.altKey) focus(0)
  else if (key === 'End' && !event.altKey) focus(state.shots.length - 1)
  else if (key === 'Delete' || key === 'Backspace') {
    focus(index + 1 < state.shots.length ? index + 1 : index - 1)
    state.remove(id)
  } else return
  event.preventDefault()
}

const frameAt = (strip: HTMLElement, id: string | undefined): HTMLElement | undefined =>
  [...strip.querySelectorAll<HTMLElement>('[data-shot]')].find(({ dataset }) => dataset['shot'] === id)
