import type { ReactNode } from 'react'
import { AlertContent, useFailureText, type Failure } from '../failure'
import { Button, mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { croppingModule } from './load-cropping'
import type { PromptField } from './prompt-error'
import { useVideoPrompt } from './video-prompt-context'

/** Props of {@link VideoPromptErrorMessage}, in addition to those of the element. */
export interface VideoPromptErrorMessageOwnProps {
  /** The field whose error is shown; `null` for errors of the form as a whole. */
  field: PromptField | null
}

/** The error message of one field, as an alert with actions. Renders nothing if the field has no error. */
export const VideoPromptErrorMessage = /* @__PURE__ */ part<'div', VideoPromptErrorMessageOwnProps>(
  'div',
  'dl-alert',
  function VideoPromptErrorMessage({ field, ...props }) {
    const { id, error, firstFrame, lastFrame } = useVideoPrompt()
    const describeError = useErrorText()
    const t = usePromptStrings()
    const frame = field === 'input_reference' ? firstFrame : field === 'last_frame' ? lastFrame : undefined
    if (frame?.isUnreadable) {
      const code = croppingModule.get() ? 'invalid_request' : 'network'
      const { title, text } = describeError({ code, message: '', param: 'input_reference' })
      return mergeProps({ role: 'alert', children: <AlertContent title={title} text={text} /> }, props)
    }
    if (!error || error.field !== field) return null
    const { kind, title: reason, text } = describeError(error.failure)
    const title = error.started ? t('partlyStarted', { ...error.started, reason }) : reason
    const actions = <ErrorActions field={field} kind={kind} />
    const children = <AlertContent title={title} text={text} actions={actions} />
    return mergeProps({ role: 'alert', id: `${id}${field ?? 'form'}-error`, children }, props)
  },
)

const useErrorText = () => {
  const { capabilities, selection } = useVideoPrompt()
  const describeFailure = useFailureText()
  const t = usePromptStrings()
  const limit = (name: string) => capabilities?.limits.find((limit) => limit.name === name)
  return (failure: Failure): { kind: string; title: string; text: string } => {
    if (failure.code === 'empty') return { kind: 'empty', title: t('empty'), text: '' }
    if (failure.code === 'too_long') return { kind: 'tooLong', title: t('tooLong'), text: '' }
    return describeFailure(failure, {
      size: selection.size,
      activeJobs: limit('active_jobs')?.limit,
      resetsAt: limit('spend_per_day')?.resets_at,
    })
  }
}

function ErrorActions({ field, kind }: { field: PromptField | null; kind: string }): ReactNode {
  const { dismiss, field: textarea, firstFrame, lastFrame } = useVideoPrompt()
  const t = usePromptStrings()
  if (kind === 'moderation')
    return (
      <Button variant="outline" onClick={() => textarea.current?.focus()}>
        {t('editPrompt')}
      </Button>
    )
  const frame = field === 'input_reference' ? firstFrame : field === 'last_frame' ? lastFrame : undefined
  if (frame?.image)
    return (
      <>
        <Button variant="outline" onClick={() => frame.setCropping(true)}>
          {t('cropToFit')}
        </Button>
        <Button onClick={frame.clear}>{t('clearFirstFrame')}</Button>
      </>
    )
  if (kind === 'activeJobs')
    return (
      <Button variant="outline" onClick={dismiss}>
        {t('keepDraft')}
      </Button>
    )
  return null
}
