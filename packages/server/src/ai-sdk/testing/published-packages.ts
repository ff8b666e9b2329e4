import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installHostPackages } from '../../../../../.ci/host-packages.mjs'

/** Packages of the AI SDK as they are published, with their types, and a fake of several vendors that others have written. */
const versions = {
  '@ai-sdk/alibaba': '2.0.58',
  '@ai-sdk/black-forest-labs': '2.0.41',
  '@ai-sdk/fal': '3.0.41',
  '@ai-sdk/gateway': '4.0.146',
  '@ai-sdk/google': '4.0.121',
  '@ai-sdk/minimax': '3.0.45',
  '@ai-sdk/provider': '4.0.38',
  '@ai-sdk/replicate': '3.0.46',
  '@ai-sdk/xai': '5.0.12',
  '@copilotkit/aimock': '1.43.0',
}

/** Where they are installed. */
export const publishedPackages = (): string => installHostPackages(versions)

/** Imports one of them; they are not dependencies of the workspace, so that its types are unknown. */
export async function loadPublished(name: keyof typeof versions) {
  const require = createRequire(join(publishedPackages(), 'package.json'))
  return import(/* @vite-ignore */ pathToFileURL(require.resolve(name)).href)
}
