import { useVideosClient } from '@dailies/core/react'
import { useEffect, useRef, useState } from 'react'
import { toVideoError } from '../failure'
import { saveFile } from '../primitives'
import { exporting } from '../shot-export'
import { useStoryboardStrings } from '../strings/texts'
import { useStoryboardInternals } from './storyboard-context'
import { useExportPlan, type ExportCheck } from './use-export-plan'

/** The export of a storyboard. */
export interface StoryboardExportState {
  /** Whether the shots can be exported, and if not, why. */
  check: ExportCheck
  /** The part that is done, from 0 to 1; undefined while nothing is exported. */
  done: number | undefined
  /** Whether the last export failed. */
  hasFailed: boolean
  /** Starts the export, or reads the files again that could not be read. */
  start(): void
  /** Cancels the export. */
  cancel(): void
}

/** Checks, runs and cancels the export of the surrounding storyboard. */
export function useExport(): StoryboardExportState {
  const { shots, name, onExport, onError, announce } = useStoryboardInternals()
  const client = useVideosClient()
  const { check, checkAgain } = useExportPlan(shots)
  const [done, setDone] = useState<number>()
  const [hasFailed, setFailed] = useState(false)
  const running = useRef<AbortController>(undefined)
  const t = useStoryboardStrings()
  useEffect(() => () => running.current?.abort(), [])

  const run = async () => {
    if (check.state !== 'ready' || running.current) return
    const controller = new AbortController()
    const { signal } = controller
    running.current = controller
    setDone(0)
    setFailed(false)
    try {
      const { exportShots } = await exporting.load()
      // A render for each percent is enough.
      const onProgress = (part: number) => setDone(Math.floor(part * 100) / 100)
      const file = await exportShots(check.plan, { client, name: `${name}.mp4`, signal, onProgress })
      if (onExport) onExport(file)
      else saveFile(file)
      announce(t('exported'))
    } catch (error) {
      if (signal.aborted) return
      setFailed(true)
      announce(t('exportFailed'))
      onError?.(toVideoError(error))
    } finally {
      running.current = undefined
      setDone(undefined)
    }
  }
  return {
    check,
    done,
    hasFailed,
    start: () => void (check.state === 'unreadable' ? checkAgain() : run()),
    cancel: () => running.current?.abort(new DOMException('The export was cancelled.', 'AbortError')),
  }
}
