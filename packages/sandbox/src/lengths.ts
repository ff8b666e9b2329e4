import type { SandboxModel } from './models'

// What OpenAI documented for every model.
const documented = ['4', '8', '12', '16', '20']

/** Lengths by which the videos of a model can be extended, in seconds. */
export const extensionsOf = (model: SandboxModel): readonly string[] =>
  model.extensions ?? [...new Set([...model.seconds, ...documented])]

/** Maximum length of an extended video, in seconds. */
export const longestVideo = 120
