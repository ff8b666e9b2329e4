import { startInstance as start } from './instance-process'
import type { Instance as RunningInstance } from './instance-process'

// Previous names of the helpers in ./instance-process, for tests that do not import the new ones yet.
export {
  buildInstance,
  createVideoOn as createAt,
  listVideosOn as listAt,
  openUpstreamServer,
} from './instance-process'
export type { UpstreamServer } from './instance-process'

/** An instance whose `request` is also called `ask`. */
export type Instance = RunningInstance & { ask: RunningInstance['request'] }

export async function startInstance(...options: Parameters<typeof start>): Promise<Instance> {
  const instance = await start(...options)
  return { ...instance, ask: instance.request }
}
