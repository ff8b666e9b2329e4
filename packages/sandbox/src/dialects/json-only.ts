import type { WireError } from '../wire-error'
import type { SubmissionManners } from './dialect'
import { openai } from './openai'

/** Takes new jobs as JSON alone, and says this to any other form. */
export const jsonOnly = (refusal: () => WireError): SubmissionManners => ({
  ...openai.submission,
  forms: ['json'],
  refuseForm: refusal,
})
