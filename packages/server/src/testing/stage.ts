import { createTestApp } from './test-app'
import type { TestApp, TestAppOptions } from './test-app'

// Previous names of the helpers in ./test-app and ./fixtures, for tests that do not import the new ones yet.
export { testModels as miniModels } from './fixtures'
export { jsonPost as posting, upstreamKey } from './test-app'
export type { TestAppOptions as StageOptions } from './test-app'

/** A {@link TestApp} whose `request` is also called `ask`. */
export type Stage = TestApp & { ask: TestApp['request'] }

export function openStage(options?: TestAppOptions): Stage {
  const app = createTestApp(options)
  return { ...app, ask: app.request }
}
