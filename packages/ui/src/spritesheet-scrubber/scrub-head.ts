import { setCustomProperties } from '../primitives'
import { fractionAt, timeAfterKey, type ScrubScale } from './scrub-position'

/** What a scrub head must know; given anew whenever a prop changes. */
export interface ScrubSettings extends Omit<ScrubScale, 'isRightToLeft'> {
  /** The words a screen reader hears for a time. */
  spoken(time: number): string
  /** The words in the tag. */
  written(time: number): string
  /** Hears every chosen time, in seconds. */
  onSeek(time: number): void
}

/** Moves the picture, the line and the words of a scrubber by writing to its element: no render happens while it moves. */
export interface ScrubHead {
  configure(settings: ScrubSettings): void
  /** Shows the moment under the pointer, choosing nothing. */
  preview(clientX: number): void
  /** Back to the chosen moment. */
  endPreview(): void
  /** Chooses the moment under the pointer. */
  choose(clientX: number): void
  /** Chooses by a key; false for a key that is not ours. */
  chooseByKey(key: string): boolean
  /** Takes over a moment chosen elsewhere, such as a player's. */
  follow(time: number): void
}

/** @param tag the element that holds the tag's words, where there is one */
export function createScrubHead(root: HTMLElement, tag: () => Element | null, initial: ScrubSettings): ScrubHead {
  let settings = initial
  let chosen = 0
  let previewed: number | undefined

  const part = (time: number) => (settings.duration > 0 ? (time / settings.duration).toFixed(5) : '0')
  const isRightToLeft = () => getComputedStyle(root).direction === 'rtl'
  const timeAt = (clientX: number) =>
    fractionAt(clientX, root.getBoundingClientRect(), isRightToLeft()) * settings.duration

  const show = () => {
    const time = previewed ?? chosen
    setCustomProperties(root, { '--dl-at': part(time) })
    const words = tag()
    const written = settings.written(time)
    if (words && words.textContent !== written) words.textContent = written
  }
  const showChosen = () => {
    setCustomProperties(root, { '--dl-chosen': part(chosen) })
    root.setAttribute('aria-valuenow', String(Number(chosen.toFixed(3))))
    root.setAttribute('aria-valuetext', settings.spoken(chosen))
    show()
  }
  const choose = (time: number) => {
    chosen = time
    previewed = undefined
    showChosen()
    settings.onSeek(time)
  }

  return {
    configure(next) {
      settings = next
      chosen = Math.min(chosen, settings.duration)
      showChosen()
    },
    preview(clientX) {
      previewed = timeAt(clientX)
      show()
    },
    endPreview() {
      previewed = undefined
      show()
    },
    choose: (clientX) => choose(timeAt(clientX)),
    chooseByKey(key) {
      const time = timeAfterKey(key, chosen, { ...settings, isRightToLeft: isRightToLeft() })
      if (time === undefined) return false
      choose(time)
      return true
    },
    follow(time) {
      chosen = Math.min(Math.max(time, 0), settings.duration)
      showChosen()
    },
  }
}
