import { isVideoError, type Video, type VideoError } from '@dailies/core'
import { Alert, useFailureText, type FailureKind } from '../failure'
import { Button } from '../primitives'
import { useJobStrings } from '../strings/texts'
import { useJobProgress } from './job-progress-context'

/** Why there is no film, in plain words, with what can be done. Nothing while all is well. */
export function JobProgressFailure() {
  const { video, error, connection } = useJobProgress()
  const words = useFailureText()
  const failed = failureOf(video, connection === 'closed' ? error : undefined)
  if (!failed) return null
  const said = words(failed, { size: video?.size })
  return (
    <Alert className="dl-job-failure" {...said}>
      <FailureActions kind={said.kind} isOver={video?.error?.final !== false && !isVideoError(failed)} />
    </Alert>
  )
}

/** The actions fit for a failure: to look again where more may be heard, to change what was declined, to make what is gone anew. */
function FailureActions({ kind, isOver }: { kind: FailureKind; isOver: boolean }) {
  const { video, actions, isSubmitting, refusal } = useJobProgress()
  const text = useJobStrings()
  const words = useFailureText()
  // Without its first frame it would be another film, so the prompt is taken back, and the picture with it.
  const isDeclined = kind === 'moderation' || kind === 'firstFrame' || video?.assets?.request?.has_file
  const again = kind === 'expired' ? 'makeAgain' : kind === 'submissionUnknown' ? 'sendAgain' : 'tryAgain'
  return (
    <>
      {!isOver && (
        <Button variant="outline" onClick={actions.checkAgain}>
          {text('checkAgain')}
        </Button>
      )}
      {isDeclined && actions.editPrompt && (
        <Button variant="outline" onClick={actions.editPrompt}>
          {text('editPrompt')}
        </Button>
      )}
      {!isDeclined && video?.prompt && (
        <Button variant="outline" aria-disabled={isSubmitting} onClick={() => isSubmitting || actions.tryAgain()}>
          {text(again)}
        </Button>
      )}
      {actions.dismiss && <Button onClick={actions.dismiss}>{text('dismiss')}</Button>}
      {refusal && (
        <p className="dl-small" role="alert">
          {words(refusal, { size: video?.size }).title}
        </p>
      )}
    </>
  )
}

const failureOf = (video: Video | undefined, error: VideoError | undefined) => {
  if (video?.status === 'failed') return video.error ?? { code: 'failed', message: '' }
  if (video?.status === 'completed' && video.assets?.video.state === 'expired') return { code: 'expired', message: '' }
  return error
}
