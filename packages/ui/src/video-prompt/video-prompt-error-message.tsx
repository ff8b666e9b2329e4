import type { ReactNode } from 'react'
import { Alert, useFailureText } from '../failure'
import { Button } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { hasCropping } from './load-cropping'
import type { PromptField } from './prompt-error'
import { useVideoPrompt } from './video-prompt-context'

/** Props of {@link VideoPromptErrorMessage}. */
export interface VideoPromptErrorMessageProps {
  /** The field it stands beside; `null` for what no field is to blame for. */
  field: PromptField | null
}

/** Why the film was not begun, where this field is to blame; nothing else. */
export function VideoPromptErrorMessage({ field }: VideoPromptErrorMessageProps) {
  const { id, refusal, reference } = useVideoPrompt()
  const words = useErrorText()
  if (field === 'input_reference' && reference.isUnreadable) {
    const code = hasCropping() ? 'invalid_request' : 'network'
    return (
      <div role="alert">
        <Alert {...words({ code, message: '', param: 'input_reference' })} />
      </div>
    )
  }
  if (!refusal || refusal.field !== field) return null
  const said = words(refusal.failed)
  return (
    <div role="alert" id={`${id}${field ?? 'form'}-refusal`}>
      <Alert {...said}>
        <Remedy field={field} kind={said.kind} />
      </Alert>
    </div>
  )
}

const useErrorText = () => {
  const { capabilities, choice } = useVideoPrompt()
  const describe = useFailureText()
  const text = usePromptStrings()
  const limit = (name: string) => capabilities?.limits.find((limit) => limit.name === name)
  return (failed: Parameters<typeof describe>[0]): { kind: string; title: string; text: string } => {
    if (failed.code === 'empty') return { kind: 'empty', title: text('empty'), text: '' }
    if (failed.code === 'too_long') return { kind: 'tooLong', title: text('tooLong'), text: '' }
    return describe(failed, {
      size: choice.size,
      activeJobs: limit('active_jobs')?.limit,
      resetsAt: limit('spend_per_day')?.resets_at,
    })
  }
}

function Remedy({ field, kind }: { field: PromptField | null; kind: string }): ReactNode {
  const { dismiss, field: textarea, reference } = useVideoPrompt()
  const text = usePromptStrings()
  if (kind === 'moderation')
    return (
      <Button variant="outline" onClick={() => textarea.current?.focus()}>
        {text('editPrompt')}
      </Button>
    )
  if (field === 'input_reference' && reference.image)
    return (
      <>
        <Button variant="outline" onClick={() => reference.setCropping(true)}>
          {text('cropToFit')}
        </Button>
        <Button onClick={reference.clear}>{text('clearFirstFrame')}</Button>
      </>
    )
  if (kind === 'activeJobs')
    return (
      <Button variant="outline" onClick={dismiss}>
        {text('keepDraft')}
      </Button>
    )
  return null
}
