import { formatSize, formatTime } from '../format'
import { useLocale } from '../strings/language-provider'
import { useFailureStrings } from '../strings/texts'
import { failureKind, type Failure, type FailureKind } from './failure-kind'

/** The message of a failure, in the language of the user. */
export interface FailureText {
  kind: FailureKind
  title: string
  text: string
}

/** Values that some messages contain. */
export interface FailureDetails {
  /** Pixels, as `1280x720`. */
  size?: string | undefined
  /** How many jobs may run at once. */
  activeJobs?: number | undefined
  /** When the limit resets, in Unix seconds. */
  resetsAt?: number | null | undefined
}

/**
 * Returns the function that translates a failure into an error message: what happened, and what it means. The message
 * of the server is used if there is no translation for the error code.
 */
export function useFailureText(): (failure: Failure, details?: FailureDetails) => FailureText {
  const text = useFailureStrings()
  const locale = useLocale()
  return (failure, details = {}) => {
    const kind = failureKind(failure)
    const offline = kind === 'network' && typeof navigator === 'object' && !navigator.onLine
    if (offline) return { kind, title: text('offlineTitle'), text: text('offlineText') }
    if (kind === 'unsent') return { kind, title: text('offlineTitle'), text: text('unsentText') }
    if (kind === 'other') return { kind, title: text('otherTitle'), text: failure.message }
    if (kind === 'firstFrameSize' && details.size)
      return {
        kind,
        title: text('firstFrameSizeTitle', { size: formatSize(locale, details.size) }),
        text: text('firstFrameSizeText'),
      }
    if (kind === 'invalid' || kind === 'firstFrameSize')
      return { kind, title: text('invalidTitle'), text: failure.message }
    if (kind === 'activeJobs')
      return { kind, title: text('activeJobsTitle', { count: details.activeJobs ?? 1 }), text: text('activeJobsText') }
    if (kind === 'spend')
      return {
        kind,
        title: text('spendTitle'),
        text: details.resetsAt
          ? text('spendText', { time: formatTime(locale, details.resetsAt) })
          : text('spendTextUntimed'),
      }
    return { kind, title: text(`${kind}Title`), text: text(`${kind}Text`) }
  }
}
