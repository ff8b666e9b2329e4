import type { SpritesheetAsset, SpritesheetGrid } from '@dailies/core'
import { useEffect, useMemo, useState, type ComponentPropsWithoutRef, type ElementType, type ForwardedRef } from 'react'
import { Slot, mergeProps, useMergedRefs, type AsChild } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useScrubberStrings } from '../strings/texts'
import { formatSeconds, momentsOf } from './moments'
import { createScrubHead, type ScrubSettings } from './scrub-head'
import { ScrubberContext } from './scrubber-context'
import { useSheet } from './use-sheet'

/** A film told by its files instead of by its video; needs no provider. */
export interface ScrubberVideo {
  /** Where the spritesheet is served. */
  src: string
  /** Where the film is served: a sheet is drawn from it where there is none, or none that can be cut. */
  videoSrc?: string | undefined
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

type VideoSourceProps = ScrubberElementProps &
  ScrubberOptions &
  Omit<ScrubberVideo, 'src'> & {
    src: string | undefined
    asset?: SpritesheetAsset | undefined
    forwarded: ForwardedRef<HTMLDivElement>
  }

/** The scrubber of a film whose files are known; without a sheet it is only as useful as its `onSeek`. */
export function SourceScrubber({
  src,
  asset,
  videoSrc,
  seconds,
  size,
  poster,
  grid: told,
  time,
  onSeek,
  step,
  page,
  preload = 'none',
  asChild,
  forwarded,
  ...element
}: VideoSourceProps) {
  const text = useScrubberStrings()
  const locale = useLocale()
  const sheet = useSheet(src, videoSrc, preload)
  const duration = seconds > 0 ? seconds : 0
  const isDisabled = duration === 0 || (sheet.state === 'unavailable' && !onSeek)

  const words = (value: number) => formatSeconds(locale, value)
  const spoken = (value: number) => text('position', { time: words(value), length: words(duration) })
  const shared = useMemo(
    () => ({ sheet, poster, size, told, asset, moments: sheet.isWanted ? momentsOf(locale, duration) : [] }),
    [sheet, poster, size, told, asset, locale, duration],
  )
  const settings: ScrubSettings = {
    duration,
    step: step ?? duration / (sheet.grid?.count ?? 20),
    page: page ?? duration / 5,
    cut: { ...sheet.grid, last: shared.moments.length - 1 },
    spoken,
    onSeek,
    onInterest: sheet.want,
  }
  const [head] = useState(() => createScrubHead(settings))
  useEffect(() => head.configure(settings))
  useEffect(() => head.follow(time ?? 0), [head, time])
  // What is rendered of the moment stays as it was first, or React would write over what the head wrote.
  const [moment] = useState(() => ({ 'aria-valuenow': time ?? 0, 'aria-valuetext': spoken(time ?? 0) }))
  const slider = {
    role: 'slider',
    tabIndex: isDisabled ? -1 : 0,
    'aria-valuemin': 0,
    'aria-valuemax': duration,
    ...moment,
  }
  const Element: ElementType = asChild ? Slot : 'div'
  return (
    <ScrubberContext.Provider value={shared}>
      <Element
        {...mergeProps(
          {
            'aria-label': text('label'),
            'aria-disabled': isDisabled || undefined,
            className: 'dl dl-scrubber',
            ...(!isDisabled && head.events),
          },
          element,
        )}
        {...slider}
        ref={useMergedRefs(head.root, forwarded)}
        data-state={sheet.state}
        data-bound={time === undefined ? undefined : ''}
      />
    </ScrubberContext.Provider>
  )
}
