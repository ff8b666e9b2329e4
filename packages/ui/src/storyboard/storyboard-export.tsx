import { useId } from 'react'
import { formatPercent } from '../format'
import { Button, mergeProps, part, useCustomProperties } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useStoryboardStrings } from '../strings/texts'
import { useStoryboardInternals } from './storyboard-context'
import { useExport } from './use-export'
import type { ExportCheck } from './use-export-plan'

/**
 * Exports the shots as one MP4, made in the page: a button, the reason where that is not possible, progress and cancel. The
 * file is downloaded, or given to `onExport`. What reads and writes files is loaded when there are shots. It renders nothing
 * without shots. `data-state` is `ready`, `checking`, `exporting` or why it cannot be exported.
 */
export const StoryboardExport = /* @__PURE__ */ part('div', 'dl-storyboard-export', function StoryboardExport(props) {
  const { shots, isDisabled } = useStoryboardInternals()
  const { check, done, hasFailed, start, cancel } = useExport()
  const t = useStoryboardStrings()
  const note = useId()
  const reason = useReason(check, hasFailed)
  if (shots.length === 0) return null
  const canPress = !isDisabled && (check.state === 'ready' || check.state === 'unreadable')
  const content =
    done === undefined ? (
      <>
        <Button
          variant="outline"
          // Stays focusable, so that a screen reader reaches the reason.
          aria-disabled={!canPress || undefined}
          aria-describedby={reason ? note : undefined}
          onClick={() => canPress && start()}
        >
          {t('export')}
        </Button>
        {reason && (
          <span id={note} className="dl-muted dl-small">
            {reason}
          </span>
        )}
      </>
    ) : (
      <Running done={done} onCancel={cancel} />
    )
  return mergeProps({ 'data-state': done === undefined ? check.state : 'exporting', children: content }, props)
})

function Running({ done, onCancel }: { done: number; onCancel(): void }) {
  const t = useStoryboardStrings()
  const locale = useLocale()
  const text = t('exporting', { percent: formatPercent(locale, done * 100) })
  const bar = {
    ref: useCustomProperties({ '--dl-progress': done }),
    role: 'progressbar',
    'aria-label': t('export'),
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': Math.round(done * 100),
  }
  return (
    <>
      <span {...bar} className="dl-storyboard-export-bar" />
      <span className="dl-small dl-storyboard-length">{text}</span>
      <Button onClick={onCancel}>{t('cancelExport')}</Button>
    </>
  )
}

function useReason(check: ExportCheck, hasFailed: boolean): string | undefined {
  const t = useStoryboardStrings()
  if (hasFailed) return t('exportFailed')
  switch (check.state) {
    case 'ready':
      return check.plan.losesProvenance ? t('losesProvenance') : undefined
    case 'checking':
      return undefined
    case 'not-ready':
      return t('exportNotReady')
    case 'unreadable':
      return t('exportUnreadable')
    case 'encoder':
      return t('exportEncoder')
    case 'decoder':
      return t('exportDecoder')
    default:
      return t('exportSound')
  }
}
