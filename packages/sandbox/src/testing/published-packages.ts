import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installHostPackages } from '../../../../.ci/host-packages.mjs'

/** Clients of Gemini and fal as they are published, and a fake of both that others have written. */
const versions = {
  '@ai-sdk/fal': '3.0.41',
  '@ai-sdk/google': '4.0.121',
  '@copilotkit/aimock': '1.43.0',
  '@fal-ai/client': '1.10.1',
  // The last version that makes videos with Veo by a key of the Gemini API.
  '@google/genai': '2.32.0',
  'genai-3': 'npm:@google/genai@3.3.0',
}

/** Imports one of the packages; they are not dependencies of the workspace, so that its types are unknown. */
export async function loadPublished(name: keyof typeof versions) {
  const require = createRequire(join(installHostPackages(versions), 'package.json'))
  return import(/* @vite-ignore */ pathToFileURL(require.resolve(name)).href)
}

/** Call options of a `VideoModelV4`, all of which must be present. */
export const callOptions = (options: Record<string, unknown>) => ({
  prompt: 'A lamp.',
  n: 1,
  aspectRatio: undefined,
  resolution: undefined,
  duration: undefined,
  fps: undefined,
  seed: undefined,
  image: undefined,
  providerOptions: {},
  ...options,
})
