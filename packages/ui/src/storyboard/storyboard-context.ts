import { createContext, type RefObject } from 'react'
import { contextReader } from '../primitives'
import type { ResolvedShot } from './resolve-shot'
import type { Sequence } from './sequence'
import type { ShotEdge, StoryboardShot } from './shot'
import type { StoryboardOptions } from './storyboard-options'
import type { ShotEdits } from './use-shots'

/** State and actions shared by the parts of a Storyboard. */
export interface StoryboardState extends Pick<ShotEdits, 'add'> {
  /** The shots in their order. Those that cannot be played are skipped by the player. */
  shots: readonly ResolvedShot[]
  /** The shot that was selected last, whose actions are shown. */
  selected: ResolvedShot | undefined
  /** The shot on the screen. */
  current: ResolvedShot | undefined
  /** The length of all shots that can be played, in seconds. */
  seconds: number
  /** Whether they play. */
  isPlaying: boolean
  /** Whether they would play, but wait for a file. */
  isWaiting: boolean
  /** The last removed shot, which can be brought back. */
  removed: StoryboardShot | undefined
  /** Whether the controls and keys do nothing. */
  isDisabled: boolean
  /** Selects a shot. @param isShown whether the player goes to its start */
  select(id: string, isShown?: boolean): void
  /** Plays or pauses. */
  togglePlay(): void
  /** Seeks to a time of all shots in a row, in seconds. */
  seek(time: number): void
  /** The time in all shots in a row, in seconds. */
  getTime(): number
  /** Moves a shot by a number of places. */
  moveBy(id: string, places: number): void
  /** Moves a shot to a place. @param to its index afterwards */
  moveTo(id: string, to: number): void
  /** Moves one end of a shot to a time of its video in seconds, and shows the frame there. */
  trim(id: string, edge: ShotEdge, time: number): void
  /** Removes a shot. */
  remove(id: string): void
  /** Brings the last removed shot back. */
  undoRemove(): void
}

/** What only our own parts need. */
interface StoryboardInternals {
  sequence: Sequence
  setFirst(media: HTMLVideoElement | null): void
  setSecond(media: HTMLVideoElement | null): void
  name: string
  promptName: string | undefined
  onExport: StoryboardOptions['onExport']
  announce(message: string): void
  /** The id of a shot whose frame takes the focus when it appears. */
  toFocus: RefObject<string | undefined>
  media: HTMLVideoElement | null
  onError: StoryboardOptions['onError']
}

export const StoryboardContext = /* @__PURE__ */ createContext<(StoryboardState & StoryboardInternals) | undefined>(
  undefined,
)

/** The state with what only our own parts need. */
export const useStoryboardInternals = /* @__PURE__ */ contextReader(StoryboardContext, 'StoryboardRoot')

/**
 * Hook that returns the state of the surrounding Storyboard, for custom parts.
 *
 * @throws Error outside a StoryboardRoot
 */
export const useStoryboard = (): StoryboardState => useStoryboardInternals()

export const ShotContext = /* @__PURE__ */ createContext<ResolvedShot | undefined>(undefined)

/**
 * Hook that returns one of the shots, for custom parts in {@link StoryboardStrip}.
 *
 * @throws Error outside a StoryboardStrip
 */
export const useStoryboardShot = /* @__PURE__ */ contextReader(ShotContext, 'StoryboardStrip')
