import { failureKind, type Failure } from '../failure'

/** The fields of the form that an error can belong to. */
const promptFields = ['prompt', 'model', 'size', 'seconds', 'parameters', 'input_reference'] as const

/** One of {@link promptFields}, by its wire name. */
export type PromptField = (typeof promptFields)[number]

/** Why the video was not created, and the field that shows the error; null for the form as a whole. */
export interface PromptError {
  field: PromptField | null
  failure: Failure
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
