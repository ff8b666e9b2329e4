import { openaiSchema } from './openai-schema'

/** What was found of one point of the wire. */
export interface Finding {
  /** The point, such as `create by JSON`. */
  point: string
  /** As specified; bent; not there; or not seen, as nothing led there. */
  outcome: 'conforms' | 'deviates' | 'missing' | 'untested'
  /** What was seen, in a few words. */
  seen: string
  /** What Dailies makes of it: `yes` it copes, `not offered` the page leaves the verb out, `no` it cannot. */
  handled: 'yes' | 'not offered' | 'no'
}

/** The point is as specified. */
export const conforms = (point: string, seen: string): Finding => ({ point, outcome: 'conforms', seen, handled: 'yes' })

/** The point is bent. */
export const deviates = (point: string, seen: string, handled: Finding['handled'] = 'yes'): Finding => ({
  point,
  outcome: 'deviates',
  seen,
  handled,
})

/** The server has no such thing. */
export const missing = (point: string, seen: string, handled: Finding['handled'] = 'not offered'): Finding => ({
  point,
  outcome: 'missing',
  seen,
  handled,
})

/** Nothing led there. */
export const untested = (point: string, seen: string): Finding => ({ point, outcome: 'untested', seen, handled: 'yes' })

// Dailies reads something else in place of any of these where a server leaves it out or writes it otherwise; only an id it needs.
const { Video, VideoList, DeletedVideo } = openaiSchema.$defs
const tolerated = new Set(
  [...Video.required, ...VideoList.required, ...DeletedVideo.required].filter((field) => field !== 'id').map(String),
)

/** One finding for a body that was held to the specification. */
export function judged(point: string, deviations: readonly string[], hasId = true): Finding {
  if (deviations.length === 0) return conforms(point, 'as specified')
  const isTolerated = deviations.every((line) => {
    const [field = ''] = line.split(/[ .]/)
    return tolerated.has(field) || (field === 'id' && hasId)
  })
  return deviates(point, deviations.join('; '), isTolerated ? 'yes' : 'no')
}
