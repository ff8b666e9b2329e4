import { listItems } from '@dailies/core/internal'
import { readVideo } from './read-video'
import type { UpstreamJob } from '../upstream/upstream'

/** Reads a list of jobs: a bare array, or a page with its items under `data`. Skips items without an id. */
export function readPage(raw: unknown, secrets: readonly string[]): UpstreamJob[] {
  return (listItems(raw) ?? []).flatMap((item) => {
    const { id, update, queuePosition } = readVideo(item, secrets)
    return id === undefined ? [] : [{ ref: id, update, queuePosition }]
  })
}
