import type { WireError } from '../wire-error'
import type { CreateBehaviour } from './dialect'
import { openai } from './openai'

/** Takes new jobs as JSON alone, and says this to any other form. */
export const jsonOnly = (refusal: () => WireError): CreateBehaviour => ({
  ...openai.submission,
  forms: ['json'],
  rejectForm: refusal,
})
