import { failureKind, isConnectionError, type Failure } from '../failure'
import type { PromptDraft } from './prompt-draft'

/** The fields of the form that an error can belong to. */
const promptFields = [
  'prompt',
  'model',
  'size',
  'seconds',
  'generate_audio',
  'seed',
  'negative_prompt',
  'parameters',
  'input_reference',
  'last_frame',
  'input_references',
] as const

/** One of {@link promptFields}, by its wire name. */
export type PromptField = (typeof promptFields)[number]

/** Why the video was not created, and the field that shows the error; null for the form as a whole. */
export interface PromptError {
  field: PromptField | null
  failure: Failure
  /** How many of several takes were started nevertheless. */
  started?: { count: number; total: number }
}

/**
 * Finds the field that a failure belongs to. A moderation failure belongs to the prompt unless it names another field.
 */
export const toPromptError = (failure: Failure): PromptError => ({
  field:
    promptFields.find((field) => field === failure.param?.split('.')[0]) ?? (isModeration(failure) ? 'prompt' : null),
  failure,
})

const isModeration = (failure: Failure) => failureKind(failure) === 'moderation'

/** The field of the draft that a field of the form is, where its name differs. */
const draftFields: Partial<Record<PromptField, keyof PromptDraft>> = {
  generate_audio: 'generateAudio',
  negative_prompt: 'negativePrompt',
  input_reference: 'reference',
  last_frame: 'lastFrame',
  input_references: 'references',
}

/** Whether a change of the draft makes an error stale: it changes the field, or the error is about the connection. */
export const isStaleAfter = ({ field, failure }: PromptError, changes: Partial<PromptDraft>): boolean =>
  field ? (draftFields[field] ?? field) in changes : isConnectionError(failure)
