import type { Capabilities } from '@dailies/core'

/** All verbs that create a video from a completed one. */
const remixVerbs = ['remix', 'edit', 'extend'] as const

/** A verb that creates a video from a completed one: remix, edit or extend. */
export type RemixVerb = (typeof remixVerbs)[number]

/** The verbs that the server offers; empty while the capabilities are loading. */
export const offeredVerbs = (capabilities: Capabilities | undefined): RemixVerb[] =>
  remixVerbs.filter((verb) => capabilities?.verbs[verb])
