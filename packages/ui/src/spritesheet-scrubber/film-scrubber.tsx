import type { SpritesheetGrid } from '@dailies/core'
import { forwardRef, useMemo, useRef, useState, type ComponentPropsWithoutRef, type ElementType } from 'react'
import { formatClock, numberFormat } from '../format'
import { Slot, classes, useMergedRefs, type AsChild } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useScrubberText } from '../strings/texts'
import { afterTheirs } from './after-theirs'
import { ScrubberContext } from './scrubber-context'
import { useScrubHead } from './use-scrub-head'
import { useSheet } from './use-sheet'

/** A film told by its files instead of by its video; needs no provider. */
export interface ScrubberFilm {
  /** Where the spritesheet is served. */
  src: string
  /** Where the film is served: a sheet is drawn from it where there is none, or none that can be cut. */
  film?: string | undefined
  /** Length of the film, in seconds. */
  seconds: number
  /** Pixels of the film, as `1280x720`. */
  size: string
  /** Shown while nothing is scrubbed. */
  poster?: string | undefined
}

/** How a scrubber behaves, whatever it shows. */
export interface ScrubberOptions extends AsChild {
  /** How the sheet is cut. @default that of the server, else the one grid that fits the image, else the one whose seams are seen in it */
  grid?: SpritesheetGrid | undefined
  /** Where a player is, in seconds: the scrubber follows, and shows that moment while nobody scrubs. */
  time?: number | undefined
  /** Hears every moment that is chosen by press, drag or key, in seconds. */
  onSeek?: ((time: number) => void) | undefined
  /** What an arrow key moves by, in seconds. @default the length of one tile */
  step?: number | undefined
  /** What PageUp and PageDown move by, in seconds. @default a fifth of the film */
  page?: number | undefined
  /** `none` fetches the sheet once a pointer or the focus is there, `auto` at once. @default 'none' */
  preload?: 'none' | 'auto' | undefined
}

/** The element's own props; role and focus are the scrubber's. */
export type ScrubberElementProps = Omit<ComponentPropsWithoutRef<'div'>, 'role' | 'tabIndex'>

type FilmProps = ScrubberElementProps & ScrubberOptions & Omit<ScrubberFilm, 'src'> & { src: string | undefined }

/** The scrubber of a film whose files are known; without a sheet it is only as useful as its `onSeek`. */
export const FilmScrubber = /* @__PURE__ */ forwardRef<HTMLDivElement, FilmProps>((props, ref) => {
  const { src, film, seconds, size, poster, grid: told, time, onSeek, step, page, preload = 'none', ...rest } = props
  const { asChild = false, className, children, ...element } = rest
  const text = useScrubberText()
  const locale = useLocale()
  const root = useRef<HTMLDivElement>(null)
  const tag = useRef<HTMLElement>(null)
  const sheet = useSheet({ url: src, filmURL: film, size, told, isWanted: preload === 'auto' })
  const { state, url, filmURL, grid, onLoad, onError, onDrawn } = sheet
  const duration = seconds > 0 ? seconds : 0
  const isDisabled = duration === 0 || (state === 'unavailable' && !onSeek)

  const words = (value: number) => numberFormat(locale, spokenSeconds).format(value)
  const spoken = (value: number) => text('position', { time: words(value), length: words(duration) })
  const events = useScrubHead(
    { root, tag },
    {
      duration,
      step: step ?? duration / (grid?.count ?? 20),
      page: page ?? duration / 5,
      spoken,
      // A moment is a binary fraction and may fall a hair short of its second.
      written: (value) => formatClock(locale, value + 0.001),
      onSeek: (value) => onSeek?.(value),
    },
    { time, isDisabled, onInterest: sheet.want },
  )
  // What is rendered of the moment stays as it was first, or React would write over what the head wrote.
  const [moment] = useState(() => ({ 'aria-valuenow': time ?? 0, 'aria-valuetext': spoken(time ?? 0) }))
  const slider = {
    role: 'slider',
    tabIndex: isDisabled ? -1 : 0,
    'aria-valuemin': 0,
    'aria-valuemax': duration,
    ...moment,
  }
  const shared = useMemo(
    () => ({
      state,
      grid,
      size,
      tag,
      sheetURL: url,
      filmURL,
      posterURL: poster,
      onSheetLoad: onLoad,
      onSheetError: onError,
      onSheetDrawn: onDrawn,
    }),
    [state, grid, size, url, filmURL, poster, onLoad, onError, onDrawn],
  )
  const Element: ElementType = asChild ? Slot : 'div'
  return (
    <ScrubberContext.Provider value={shared}>
      <Element
        aria-label={text('label')}
        aria-disabled={isDisabled || undefined}
        {...element}
        {...slider}
        {...afterTheirs(element, events)}
        ref={useMergedRefs(root, ref)}
        className={classes('dl dl-scrubber', className)}
        data-state={state}
        data-bound={time === undefined ? undefined : ''}
      >
        {children}
      </Element>
    </ScrubberContext.Provider>
  )
})
FilmScrubber.displayName = 'FilmScrubber'

const spokenSeconds: Intl.NumberFormatOptions = {
  style: 'unit',
  unit: 'second',
  unitDisplay: 'long',
  maximumFractionDigits: 1,
}
