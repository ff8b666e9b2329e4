import { openaiSchema } from './openai-schema'

/** The result of one check. */
export interface Finding {
  /** What was checked, such as `create by JSON`. */
  point: string
  /** As specified, different, missing, or not tested because a previous step failed. */
  outcome: 'conforms' | 'deviates' | 'missing' | 'untested'
  /** What the server did, in a few words. */
  seen: string
  /** Whether Dailies supports it: `yes`, `not offered` (the UI leaves the operation out), or `no`. */
  handled: 'yes' | 'not offered' | 'no'
}

/** As specified. */
export const conforms = (point: string, seen: string): Finding => ({ point, outcome: 'conforms', seen, handled: 'yes' })

/** Different from the specification. */
export const deviates = (point: string, seen: string, handled: Finding['handled'] = 'yes'): Finding => ({
  point,
  outcome: 'deviates',
  seen,
  handled,
})

/** Missing on this server. */
export const missing = (point: string, seen: string, handled: Finding['handled'] = 'not offered'): Finding => ({
  point,
  outcome: 'missing',
  seen,
  handled,
})

/** Not tested. */
export const untested = (point: string, seen: string): Finding => ({ point, outcome: 'untested', seen, handled: 'yes' })

// Dailies has a fallback if a server omits any of these or writes it differently; only the id is required.
const { Video, VideoList, DeletedVideo } = openaiSchema.$defs
const tolerated = new Set(
  [...Video.required, ...VideoList.required, ...DeletedVideo.required].filter((field) => field !== 'id').map(String),
)

/** The result for a body compared with the specification. */
export function judged(point: string, deviations: readonly string[], hasId = true): Finding {
  if (deviations.length === 0) return conforms(point, 'as specified')
  const isTolerated = deviations.every((line) => {
    const [field = ''] = line.split(/[ .]/)
    return tolerated.has(field) || (field === 'id' && hasId)
  })
  return deviates(point, deviations.join('; '), isTolerated ? 'yes' : 'no')
}
