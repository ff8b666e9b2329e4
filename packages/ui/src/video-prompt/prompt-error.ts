import { failureKind, type Failure } from '../failure'

/** The fields of the form that may be to blame. */
const promptFields = ['prompt', 'model', 'size', 'seconds', 'input_reference'] as const

/** One of {@link promptFields}, by its name on the wire. */
export type PromptField = (typeof promptFields)[number]

/** Why a film was not begun, and beside what that is shown; null for the form as a whole. */
export interface PromptError {
  field: PromptField | null
  failed: Failure
}

/** Finds the field that a refusal belongs to. Moderation speaks of the prompt unless it names something else. */
export const refusalOf = (failed: Failure): PromptError => ({
  field: promptFields.find((field) => field === failed.param) ?? (isModeration(failed) ? 'prompt' : null),
  failed,
})

const isModeration = (failed: Failure) => failureKind(failed) === 'moderation'
