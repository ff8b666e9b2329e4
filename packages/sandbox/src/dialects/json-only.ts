import type { WireError } from '../wire-error'
import type { CreateBehaviour } from './dialect'
import { openai } from './openai'

/** Accepts JSON only; other encodings get this error. */
export const jsonOnly = (error: () => WireError): CreateBehaviour => ({
  ...openai.submission,
  forms: ['json'],
  rejectForm: error,
})
