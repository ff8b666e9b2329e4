import { useVideosClient } from '@dailies/core/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import {
  canEncodePictures,
  exporting,
  planExport,
  type ExportClip,
  type ExportObstacle,
  type ExportPlan,
  type VideoFacts,
} from '../shot-export'
import type { ResolvedShot } from './resolve-shot'

/**
 * Whether the shots can be exported. `not-ready`: a shot cannot be played. `checking`: their files are being read.
 * `unreadable`: a file could not be read. The other obstacles are those of the plan.
 */
export type ExportCheck =
  { state: 'ready'; plan: ExportPlan } | { state: 'checking' | 'not-ready' | 'unreadable' | ExportObstacle }

// While an end is dragged, the shots change with each move.
const settleMs = 300

/** Reads what decides about an export, before the button is pressed: the headers of the files, each once. */
export function useExportPlan(shots: readonly ResolvedShot[]): { check: ExportCheck; checkAgain(): void } {
  const client = useVideosClient()
  const [checked, setChecked] = useState<{ key: string; check: ExportCheck }>()
  const [attempt, setAttempt] = useState(0)
  const known = useRef(new Map<string, VideoFacts>())
  const isReady = shots.length > 0 && shots.every(({ state }) => state === 'ready')
  const ranges = shots.map(({ videoId, start, end, seconds }) => ({ videoId, start, end, isToEnd: end >= seconds }))
  const key = `${attempt} ${JSON.stringify(ranges)}`

  useEffect(() => {
    if (!isReady) return undefined
    const controller = new AbortController()
    const { signal } = controller
    const ranges: Omit<ExportClip, 'facts'>[] = JSON.parse(key.slice(key.indexOf(' ')))
    const factsOf = async (videoId: string) => {
      const { readFacts } = await exporting.load()
      const facts = known.current.get(videoId) ?? (await readFacts(client, videoId, signal))
      known.current.set(videoId, facts)
      return facts
    }
    const run = async (): Promise<ExportCheck> => {
      const clips = []
      for (const range of ranges) clips.push({ ...range, facts: await factsOf(range.videoId) })
      const { width = 0, height = 0 } = clips[0]?.facts.pictures ?? {}
      const canEncode = await canEncodePictures(width, height)
      const plan = planExport(clips, canEncode)
      return typeof plan === 'string' ? { state: plan } : { state: 'ready', plan }
    }
    const timer = setTimeout(() => {
      run()
        .catch((): ExportCheck => ({ state: 'unreadable' }))
        .then((check) => signal.aborted || setChecked({ key, check }))
    }, settleMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [client, isReady, key])

  const checkAgain = useCallback(() => setAttempt((count) => count + 1), [])
  if (!isReady) return { check: { state: 'not-ready' }, checkAgain }
  return { check: checked?.key === key ? checked.check : { state: 'checking' }, checkAgain }
}
