import type { Video } from '@dailies/core'
import { createContext, type RefObject } from 'react'
import type { Failure } from '../failure'
import { contextReader } from '../primitives'
import type { RemixOperation } from '../remix-operations'

/** State and actions shared by the parts of a RemixPanel. */
export interface RemixPanelState {
  /** Prefix of the element ids that link the field and the error message. */
  id: string
  /** The source video. */
  video: Video
  /** The operations that videos of its model have. */
  operations: RemixOperation[]
  /** Whether the capabilities have loaded; until then the panel does not report an operation as unsupported. */
  hasLoaded: boolean
  /** The selected operation; undefined while none is offered. */
  operation: RemixOperation | undefined
  /** Selects an operation. */
  setOperation(operation: RemixOperation): void
  /** The text of the change. */
  prompt: string
  /** Sets the text of the change. */
  setPrompt(prompt: string): void
  /** The seconds that an extension adds, as a string. */
  seconds: string | undefined
  /** Sets the seconds that an extension adds. */
  setSeconds(seconds: string): void
  /** The durations that an extension can add, in seconds, as strings. */
  lengths: string[]
  /** The estimated price, formatted for the locale; undefined if no price is known. */
  price: string | undefined
  /** The error of the last submit. */
  error: Failure | undefined
  /** Whether nothing can be changed or submitted. */
  isDisabled: boolean
  /** Whether a request is pending. */
  isSubmitting: boolean
  /** Creates the changed video. Resolves with undefined if the request failed; see `error`. */
  submit(): Promise<Video | undefined>
  /** Id of the last video created from this one in the panel. */
  result: string | undefined
  /** Shows another video of the lineage. */
  select(id: string): void
  /** The text field. */
  field: RefObject<HTMLTextAreaElement | null>
}

export const RemixPanelContext = /* @__PURE__ */ createContext<RemixPanelState | undefined>(undefined)

/**
 * Hook that returns the state of the surrounding RemixPanel, for custom parts.
 *
 * @throws Error outside a RemixPanelRoot
 */
export const useRemixPanel = /* @__PURE__ */ contextReader(RemixPanelContext, 'RemixPanelRoot')
