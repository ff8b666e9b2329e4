import { useCallback, useRef, type ComponentPropsWithoutRef, type KeyboardEvent, type ReactElement } from 'react'
import { pressKey, VideoPlayerContext } from '../playback'
import { Announcer, mergeProps, part, splitProps, type AsChild } from '../primitives'
import { useStoryboardStrings } from '../strings/texts'
import { StoryboardContext } from './storyboard-context'
import { storyboardOptionNames, type StoryboardOptions } from './storyboard-options'
import { usePlayerOfShots } from './use-player-of-shots'
import { useStoryboardState } from './use-storyboard-state'

/** Props of {@link StoryboardRoot}. */
export interface StoryboardRootProps
  extends StoryboardOptions, AsChild, Omit<ComponentPropsWithoutRef<'section'>, keyof StoryboardOptions> {}

/**
 * The root of a storyboard: keeps its shots, watches their videos and plays them as one. `data-state` is `empty` or
 * `ready`; `data-playing` and `data-waiting` say whether it plays, and whether it waits for a file.
 *
 * Keyboard shortcuts while the focus is inside are those of VideoPlayerRoot, except L. I and O start and end the shot on
 * the screen at the current frame.
 */
export const StoryboardRoot = /* @__PURE__ */ part<'section', StoryboardOptions>(
  'section',
  'dl dl-storyboard',
  function StoryboardRoot(given) {
    const [options, props] = splitProps<StoryboardOptions, typeof given>(storyboardOptionNames, given)
    const region = useRef<HTMLOutputElement>(null)
    const announce = useCallback((message: string) => {
      if (region.current) region.current.textContent = message
    }, [])
    const state = useStoryboardState(options, announce)
    const player = usePlayerOfShots(state)
    const t = useStoryboardStrings()

    const pressTrimKey = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      const edge = key === 'i' ? 'start' : key === 'o' ? 'end' : undefined
      const isText = target instanceof HTMLInputElement && target.type !== 'range'
      if (!edge || !state.current || !state.media || ctrlKey || metaKey || altKey || isText) return
      state.trim(state.current.id, edge, state.media.currentTime)
    }
    return mergeProps(
      {
        'aria-label': t('name'),
        'data-state': state.shots.length === 0 ? 'empty' : 'ready',
        'data-playing': state.isPlaying ? '' : undefined,
        'data-waiting': state.isWaiting ? '' : undefined,
        'data-disabled': state.isDisabled ? '' : undefined,
        onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
          pressKey(player.keys, event)
          pressTrimKey(event)
        },
        render: (element: ReactElement) => (
          <StoryboardContext.Provider value={state}>
            <VideoPlayerContext.Provider value={player.context}>
              <Announcer.Provider value={state.announce}>{element}</Announcer.Provider>
            </VideoPlayerContext.Provider>
            <output ref={region} className="dl-hidden" aria-live="polite" />
          </StoryboardContext.Provider>
        ),
      },
      props,
    )
  },
)
