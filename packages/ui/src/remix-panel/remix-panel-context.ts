import type { Video } from '@dailies/core'
import { createContext, type RefObject } from 'react'
import type { Failure } from '../failure'
import { contextReader } from '../primitives'
import type { RemixVerb } from './remix-verb'

/** What the parts of one RemixPanel read and ask for. */
export interface RemixPanelState {
  /** Prefix of the ids by which field and refusal point at each other. */
  id: string
  /** The film that is to be changed. */
  video: Video
  /** What can be done to films here. */
  verbs: RemixVerb[]
  /** The server has said what it can do; until then nothing is said against it. */
  isKnown: boolean
  /** The one that is chosen; undefined while none is offered. */
  verb: RemixVerb | undefined
  /** Chooses one. */
  setVerb(verb: RemixVerb): void
  /** What was typed. */
  change: string
  /** Changes what was typed. */
  setChange(change: string): void
  /** How much longer an extension makes the film, in seconds, as a string. */
  seconds: string | undefined
  /** Chooses how much an extension adds. */
  setSeconds(seconds: string): void
  /** The lengths that an extension may add. */
  lengths: string[]
  /** What it will cost, written in the page's language; undefined where no price is known. */
  price: string | undefined
  /** Why the last one made no film. */
  refusal: Failure | undefined
  /** Sent, and not answered yet. */
  isSubmitting: boolean
  /** Begins the film; undefined where it was refused, see `refusal`. */
  submit(): Promise<Video | undefined>
  /** The last film that was made here from this one. */
  result: string | undefined
  /** Shows another film of the descent. */
  select(id: string): void
  /** The text field. */
  field: RefObject<HTMLTextAreaElement | null>
}

export const RemixPanelContext = /* @__PURE__ */ createContext<RemixPanelState | undefined>(undefined)

/** State of the RemixPanel around, for a part of your own. @throws Error outside a RemixPanelRoot. */
export const useRemixPanel = /* @__PURE__ */ contextReader(RemixPanelContext, 'RemixPanelRoot')
