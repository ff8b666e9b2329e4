import type { VideoFailure } from '@dailies/core'
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
  /** The failed job, if the failure is one of a job and not of a request. */
  job?: VideoFailure | null | undefined
}

/**
 * Returns the function that translates a failure into an error message: what happened, and what it means. The message
 * of the server is used if there is no translation for the error code.
 */
export function useFailureText(): (failure: Failure, details?: FailureDetails) => FailureText {
  const t = useFailureStrings()
  const locale = useLocale()
  const describe = (failure: Failure, details: FailureDetails): FailureText => {
    const kind = failureKind(failure)
    const offline = kind === 'network' && typeof navigator === 'object' && !navigator.onLine
    if (offline) return { kind, title: t('offlineTitle'), text: t('offlineText') }
    if (kind === 'unsent') return { kind, title: t('offlineTitle'), text: t('unsentText') }
    if (kind === 'credits') return { kind, title: t('creditsTitle'), text: failure.message }
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
  return (failure, details = {}) => {
    const described = describe(failure, details)
    const claim = claimAboutMoney(described.kind, details.job)
    if (claim === undefined) return described
    // Chinese and Japanese write no space between sentences.
    const separator = /^(?:ja|zh)\b/.test(locale) ? '' : ' '
    return { ...described, text: [described.text, t(claim)].filter(Boolean).join(separator) }
  }
}

/** These texts say themselves what is known about the charge, or the job has not ended. */
const withoutClaim = new Set<FailureKind>(['lost', 'submissionUnknown', 'deadline', 'expired', 'notFound'])

/** A request that was declined was never accepted as a job; a job that failed had been, unless the server says so. */
function claimAboutMoney(
  kind: FailureKind,
  job: VideoFailure | null | undefined,
): 'notRendered' | 'mayBeCharged' | undefined {
  if (!job) return kind === 'moderation' || kind === 'firstFrame' ? 'notRendered' : undefined
  if (withoutClaim.has(kind)) return undefined
  if (job.accepted === false) return 'notRendered'
  return job.charged === false ? undefined : 'mayBeCharged'
}
