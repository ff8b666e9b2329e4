import type { OutboxKind } from './outbox-kind'

/** What `onDeleted` receives. */
export interface DeletedContext {
  /** The id of the video. */
  id: string
  /** Its owner, as `authorize` returned it. */
  owner: string
}

/** Called when a video was deleted, until it returns without an error. */
export type OnDeleted = (deleted: DeletedContext) => void | Promise<void>

/** Entries for videos that were deleted. A create that the upstream rejected never became a video: decision 055. */
export const deletedKind = (onDeleted: OnDeleted): OutboxKind => ({
  name: 'deleted',
  payloadOf: (before, after) => {
    if (after.phase.name !== 'deleted' || before?.phase.name === 'deleted') return undefined
    // What an owner deletes is due, to be deleted upstream, too. A rejected create has nothing left to do.
    return after.dueAt === null ? undefined : {}
  },
  deliver: async ({ jobId, owner }) => onDeleted({ id: jobId, owner }),
})
