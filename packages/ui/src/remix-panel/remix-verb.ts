import type { Capabilities } from '@dailies/core'

/** What can be done to a finished film. */
const remixVerbs = ['remix', 'edit', 'extend'] as const

/** A way to make a new film of a finished one. */
export type RemixVerb = (typeof remixVerbs)[number]

/** Those that are offered here; none while that is not known. */
export const offeredVerbs = (capabilities: Capabilities | undefined): RemixVerb[] =>
  remixVerbs.filter((verb) => capabilities?.verbs[verb])
