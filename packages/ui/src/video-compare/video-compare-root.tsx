import type { ComponentPropsWithoutRef, KeyboardEvent, ReactElement } from 'react'
import { mergeProps, part, splitProps, type AsChild } from '../primitives'
import { useCompareStrings } from '../strings/texts'
import { pressKey } from '../playback'
import { compareOptionNames, type CompareOptions } from './compare-options'
import { useVideoCompareState } from './use-video-compare-state'
import { VideoCompareContext, type VideoCompareState } from './video-compare-context'

/** Props of {@link VideoCompareRoot}. */
export interface VideoCompareRootProps
  extends CompareOptions, AsChild, Omit<ComponentPropsWithoutRef<'section'>, keyof CompareOptions> {}

/**
 * The root of a comparison: loads its videos and plays them as one. They start together, wait for one that loads,
 * and start again when the longest has ended. `data-view` is `side-by-side`, `wipe` or `difference`; `data-playing` and
 * `data-waiting` say whether they play, and whether they wait for a file.
 *
 * Keyboard shortcuts while the focus is inside are those of VideoPlayerRoot, except L.
 */
export const VideoCompareRoot = /* @__PURE__ */ part<'section', CompareOptions>(
  'section',
  'dl dl-compare',
  function VideoCompareRoot(given) {
    const [options, props] = splitProps<CompareOptions, typeof given>(compareOptionNames, given)
    const state = useVideoCompareState(options)
    const t = useCompareStrings()
    return mergeProps(
      {
        'aria-label': t('name'),
        'data-view': state.view,
        'data-playing': state.isPlaying ? '' : undefined,
        'data-waiting': state.isWaiting ? '' : undefined,
        'data-disabled': state.isDisabled ? '' : undefined,
        onKeyDown: (event: KeyboardEvent<HTMLElement>) => pressCompareKey(state, event),
        render: (element: ReactElement) => (
          <VideoCompareContext.Provider value={state}>{element}</VideoCompareContext.Provider>
        ),
      },
      props,
    )
  },
)

const pressCompareKey = ({ leader }: VideoCompareState, event: KeyboardEvent<HTMLElement>): void => {
  // The wipe and the radio buttons have arrow keys of their own.
  if (leader && !(event.target instanceof HTMLInputElement)) pressKey(leader, event)
}
