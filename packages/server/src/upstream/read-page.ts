import { fieldsOf } from './read-json'
import { readVideo } from './read-video'
import type { UpstreamJob } from './upstream'

/** Reads a list of jobs: a bare array, or a page with its items under `data`. Skips items without an id. */
export function readPage(raw: unknown): UpstreamJob[] {
  const data: unknown = Array.isArray(raw) ? raw : fieldsOf(raw)['data']
  const items: unknown[] = Array.isArray(data) ? data : []
  return items.flatMap((item) => {
    const { id, update } = readVideo(item)
    return id === undefined ? [] : [{ ref: id, update }]
  })
}
