import type { Capabilities, VideoFilter } from '@dailies/core'

/**
 * A filter in its one form, so that equal filters have equal keys: without what is empty, and with sorted metadata.
 * Undefined if every video matches.
 */
export function normalizeFilter({
  query = '',
  status = [],
  model = '',
  metadata = {},
}: VideoFilter): VideoFilter | undefined {
  const terms = query.split(/\s+/).filter(Boolean).join(' ')
  const statuses = [status].flat().sort()
  const pairs = Object.entries(metadata).sort(([one], [other]) => (one < other ? -1 : 1))
  const filter: VideoFilter = {
    ...(terms !== '' && { query: terms }),
    ...(statuses.length > 0 && { status: statuses }),
    ...(model !== '' && { model }),
    ...(pairs.length > 0 && { metadata: Object.fromEntries(pairs) }),
  }
  return Object.keys(filter).length > 0 ? filter : undefined
}

/** The part of a filter that the server applies. The page applies all of it, to the videos that are loaded. */
export function supportedFilter(
  { metadata, ...search }: VideoFilter = {},
  capabilities: Capabilities | undefined,
): VideoFilter | undefined {
  return normalizeFilter({ ...(capabilities?.search && search), ...(capabilities?.metadata && { metadata }) })
}
