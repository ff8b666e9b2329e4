import { isVideoError, type Video, type VideoError } from '@dailies/core'
import { AlertContent, useFailureText, type FailureKind } from '../failure'
import { Button, mergeProps, part } from '../primitives'
import { useJobStrings } from '../strings/texts'
import { useJobProgress } from './job-progress-context'

/**
 * The error message of a failed or expired video, as an alert with actions such as retry. Renders nothing if there is
 * no failure.
 */
export const JobProgressFailure = /* @__PURE__ */ part(
  'div',
  'dl-alert dl-job-failure',
  function JobProgressFailure(props) {
    const { video, error, connection } = useJobProgress()
    const describeFailure = useFailureText()
    const failure = failureOf(video, connection === 'closed' ? error : undefined)
    if (!failure) return null
    const { kind, title, text } = describeFailure(failure, { size: video?.size, job: jobFailureOf(video) })
    const isFinal = video?.error?.final !== false && !isVideoError(failure)
    const actions = <FailureActions kind={kind} isFinal={isFinal} />
    return mergeProps({ children: <AlertContent title={title} text={text} actions={actions} /> }, props)
  },
)

/** The actions for a failure: check again if it is provisional, edit a declined prompt, retry otherwise. */
function FailureActions({ kind, isFinal }: { kind: FailureKind; isFinal: boolean }) {
  const { video, actions, isSubmitting, actionError } = useJobProgress()
  const t = useJobStrings()
  const describeFailure = useFailureText()
  // The first frame is not available here. A retry without it would create a different video, so the user
  // edits the prompt instead.
  const needsEdit = kind === 'moderation' || kind === 'firstFrame' || video?.assets?.request?.has_file
  const retryText = kind === 'expired' ? 'makeAgain' : kind === 'submissionUnknown' ? 'sendAgain' : 'tryAgain'
  return (
    <>
      {!isFinal && (
        <Button variant="outline" onClick={actions.poll}>
          {t('checkAgain')}
        </Button>
      )}
      {needsEdit && actions.editPrompt && (
        <Button variant="outline" onClick={actions.editPrompt}>
          {t('editPrompt')}
        </Button>
      )}
      {!needsEdit && video?.prompt && (
        <Button variant="outline" aria-disabled={isSubmitting} onClick={() => isSubmitting || actions.retry()}>
          {t(retryText)}
        </Button>
      )}
      {actions.dismiss && <Button onClick={actions.dismiss}>{t('dismiss')}</Button>}
      {actionError && (
        <p className="dl-small" role="alert">
          {describeFailure(actionError, { size: video?.size }).title}
        </p>
      )}
    </>
  )
}

const jobFailureOf = (video: Video | undefined) =>
  video?.status === 'failed' ? (video.error ?? { code: 'failed', message: '' }) : undefined

const failureOf = (video: Video | undefined, error: VideoError | undefined) => {
  if (video?.status === 'failed') return jobFailureOf(video)
  if (video?.status === 'completed' && video.assets?.video.state === 'expired') return { code: 'expired', message: '' }
  return error
}
