import type { ModelCapabilities } from '@dailies/core'

/**
 * What the still of each model in the folder `samples/models` shows, by the id of the model;
 * `npx --yes pnpm@10.34.9 samples` renders them anew. Each has a scene of its own, so that they differ at a glance.
 */
export const modelSamples: Readonly<Record<string, string>> = {
  'lamp-1': 'A coffee cup on a table by a window in the morning',
  'lamp-1-pro': 'A train crossing a bridge at sunset',
  mini: 'A paper boat on a calm sea',
  'kite-2': 'A red balloon over green hills at noon',
  'kite-2-max': 'A car on a desert road at golden hour',
  'tide-1': 'A lighthouse on a cliff at dusk',
  'tide-1-pro': 'A street market in the rain at night',
}

/** Pixels of these stills. */
export const modelSampleSize = { width: 384, height: 216 } as const

/**
 * Adds to models of the sandbox the URL of a still that shows their look, which VideoPrompt shows in its cards.
 *
 * @param baseURL where the page serves the folder `samples/models` of this package, with a slash at the end
 * @example
 * openaiUpstream({ models: withSampleImages(sandboxModels, '/samples/models/'), … })
 */
export const withSampleImages = (models: readonly ModelCapabilities[], baseURL: string): ModelCapabilities[] =>
  models.map((model) =>
    Object.hasOwn(modelSamples, model.id) ? { ...model, sample_image: `${baseURL}${model.id}.webp` } : model,
  )
