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
  const t = useFailureStrings()
  const locale = useLocale()
  return (failure, details = {}) => {
    const kind = failureKind(failure)
    const offline = kind === 'network' && typeof navigator === 'object' && !navigator.onLine
    if (offline) return { kind, title: t('offlineTitle'), text: t('offlineText') }
    if (kind === 'unsent') return { kind, title: t('offlineTitle'), text: t('unsentText') }
    if (kind === 'other') return { kind, title: t('otherTitle'), text: failure.message }
    if (kind === 'firstFrameSize' && details.size)
      return {
        kind,
        title: t('firstFrameSizeTitle', { size: formatSize(locale, details.size) }),
        text: t('firstFrameSizeText'),
      }
    if (kind === 'invalid' || kind === 'firstFrameSize')
      return { kind, title: t('invalidTitle'), text: failure.message }
    if (kind === 'activeJobs')
      return { kind, title: t('activeJobsTitle', { count: details.activeJobs ?? 1 }), text: t('activeJobsText') }
    if (kind === 'spend')
      return {
        kind,
        title: t('spendTitle'),
        text: details.resetsAt ? t('spendText', { time: formatTime(locale, details.resetsAt) }) : t('spendTextUntimed'),
      }
    return { kind, title: t(`${kind}Title`), text: t(`${kind}Text`) }
  }
}
