import { fieldsOf } from './read-json'
import { readVideo } from './read-video'
import type { UpstreamJob } from './upstream'

/** A list of jobs, whether bare, under `data`, or with the rest of a page missing. Entries without an id are passed over. */
export function readPage(raw: unknown): UpstreamJob[] {
  const data: unknown = Array.isArray(raw) ? raw : fieldsOf(raw)['data']
  const items: unknown[] = Array.isArray(data) ? data : []
  return items.flatMap((item) => {
    const { id, update } = readVideo(item)
    return id === undefined ? [] : [{ ref: id, update }]
  })
}
