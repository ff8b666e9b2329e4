import type { SpritesheetAsset, SpritesheetGrid } from '@dailies/core'
import { useEffect, useMemo, useState, type ReactElement } from 'react'
import { mergeProps, part, useIsControlled } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useScrubberStrings } from '../strings/texts'
import { formatSeconds, timeLabels } from './time-labels'
import { createScrubController, type ScrubSettings } from './scrub-controller'
import { ScrubberContext } from './scrubber-context'
import { useSpritesheet } from './use-spritesheet'

/** A video described by its file URLs instead of a `Video` object; needs no provider. */
export interface ScrubberVideo {
  /** URL of the spritesheet. */
  src: string
  /** URL of the video file. A spritesheet is drawn from it if there is none, or if its grid cannot be detected. */
  videoSrc?: string | undefined
  /** Duration of the video, in seconds. */
  seconds: number
  /** Size of the video in pixels, as `1280x720`. */
  size: string
  /** URL of the thumbnail, shown while the user is not scrubbing. */
  poster?: string | undefined
}

/** Options of a scrubber. */
export interface ScrubberOptions {
  /**
   * The grid of the spritesheet.
   *
   * @default the grid declared by the server, else the only grid that fits the image, else the grid detected by its
   * seams
   */
  grid?: SpritesheetGrid | undefined
  /**
   * The selected time in seconds, such as that of a player. The scrubber follows it, except during a drag, and shows
   * its frame while the user is not scrubbing.
   */
  value?: number | undefined
  /** The initially selected time in seconds, if `value` is not given. @default 0 */
  defaultValue?: number | undefined
  /** Called with every time selected by press, drag or key, in seconds. */
  onValueChange?: ((time: number) => void) | undefined
  /** Whether nothing can be selected. @default false */
  disabled?: boolean | undefined
  /** Step of an arrow key, in seconds. @default the duration of one tile */
  step?: number | undefined
  /** Step of PageUp and PageDown, in seconds. @default a fifth of the video */
  page?: number | undefined
  /** `none` lazy-loads the spritesheet on the first hover or focus, `auto` loads it immediately. @default 'none' */
  preload?: 'none' | 'auto' | undefined
  /**
   * How long the pointer is over the scrubber before the spritesheet is requested, in milliseconds. With a delay, nothing is
   * requested for a scrubber that the pointer only passes over.
   *
   * @default 0
   */
  hoverDelayMs?: number | undefined
}

/** The source of a scrubber, and its options. */
export type SourceScrubberOwnProps = ScrubberOptions &
  Omit<ScrubberVideo, 'src'> & {
    src: string | undefined
    asset?: SpritesheetAsset | undefined
  }

/** The scrubber of a video given by its URLs. Without a spritesheet it is disabled unless it has `onValueChange`. */
export const SourceScrubber = /* @__PURE__ */ part<'div', SourceScrubberOwnProps>(
  'div',
  'dl dl-scrubber',
  function SourceScrubber({
    src,
    asset,
    videoSrc,
    seconds,
    size,
    poster,
    grid: gridProp,
    value,
    defaultValue = 0,
    onValueChange,
    disabled = false,
    step,
    page,
    preload = 'none',
    hoverDelayMs = 0,
    ...props
  }) {
    const t = useScrubberStrings()
    const locale = useLocale()
    const sheet = useSpritesheet(src, videoSrc, preload)
    const duration = seconds > 0 ? seconds : 0
    const isDisabled = disabled || duration === 0 || (sheet.state === 'unavailable' && !onValueChange)
    const isControlled = useIsControlled('value', value)

    const format = (value: number) => formatSeconds(locale, value)
    const valueText = (value: number) => t('position', { time: format(value), length: format(duration) })
    const settings: ScrubSettings = {
      duration,
      step: step ?? duration / (sheet.grid?.count ?? 20),
      page: page ?? duration / 5,
      grid: sheet.grid,
      valueText,
      value,
      onValueChange,
      onInteraction: sheet.request,
      hoverDelayMs,
    }
    const [controller] = useState(() => createScrubController(settings, value ?? defaultValue))
    const context = useMemo(
      () => ({
        sheet,
        poster,
        size,
        gridProp,
        asset,
        transform: controller.transform,
        timeLabels: sheet.isRequested ? timeLabels(locale, duration) : [],
      }),
      [sheet, poster, size, gridProp, asset, controller, locale, duration],
    )
    useEffect(() => controller.configure(settings))
    // React always renders the initial values, so that it never overwrites what the controller wrote.
    const [initialProps] = useState(() => {
      const initial = value ?? defaultValue
      return { 'aria-valuenow': initial, 'aria-valuetext': valueText(initial) }
    })
    return mergeProps(
      {
        ref: controller.root,
        role: 'slider',
        tabIndex: isDisabled ? -1 : 0,
        'aria-label': t('label'),
        'aria-disabled': isDisabled || undefined,
        'aria-valuemin': 0,
        'aria-valuemax': duration,
        ...initialProps,
        ...(!isDisabled && controller.events),
        'data-state': sheet.state,
        'data-bound': isControlled ? '' : undefined,
        render: (element: ReactElement) => (
          <ScrubberContext.Provider value={context}>{element}</ScrubberContext.Provider>
        ),
      },
      props,
    )
  },
)
