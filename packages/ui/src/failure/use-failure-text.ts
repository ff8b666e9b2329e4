import { formatSize, formatTime } from '../format'
import { useLocale } from '../strings/language-provider'
import { useFailureStrings } from '../strings/texts'
import { failureKind, type Failure, type FailureKind } from './failure-kind'

/** A failure in words for people. */
export interface FailureText {
  kind: FailureKind
  title: string
  text: string
}

/** What the words of some failures name. */
export interface FailureFacts {
  /** Pixels, as `1280x720`. */
  size?: string | undefined
  /** How many jobs may run at once. */
  activeJobs?: number | undefined
  /** When the limit lifts, in Unix seconds. */
  resetsAt?: number | null | undefined
}

/** Puts failures into words: what happened, and what it means. The server's own sentence stands in where nothing better is known. */
export function useFailureText(): (failed: Failure, facts?: FailureFacts) => FailureText {
  const text = useFailureStrings()
  const locale = useLocale()
  return (failed, facts = {}) => {
    const kind = failureKind(failed)
    const offline = kind === 'network' && typeof navigator === 'object' && !navigator.onLine
    if (offline) return { kind, title: text('offlineTitle'), text: text('offlineText') }
    if (kind === 'unsent') return { kind, title: text('offlineTitle'), text: text('unsentText') }
    if (kind === 'other') return { kind, title: text('otherTitle'), text: failed.message }
    if (kind === 'firstFrameSize' && facts.size)
      return {
        kind,
        title: text('firstFrameSizeTitle', { size: formatSize(locale, facts.size) }),
        text: text('firstFrameSizeText'),
      }
    if (kind === 'invalid' || kind === 'firstFrameSize')
      return { kind, title: text('invalidTitle'), text: failed.message }
    if (kind === 'activeJobs')
      return { kind, title: text('activeJobsTitle', { count: facts.activeJobs ?? 1 }), text: text('activeJobsText') }
    if (kind === 'spend')
      return {
        kind,
        title: text('spendTitle'),
        text: facts.resetsAt
          ? text('spendText', { time: formatTime(locale, facts.resetsAt) })
          : text('spendTextUntimed'),
      }
    return { kind, title: text(`${kind}Title`), text: text(`${kind}Text`) }
  }
}
