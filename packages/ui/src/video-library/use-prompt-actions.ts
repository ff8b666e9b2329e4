import { isVideoError, type Video } from '@dailies/core'
import { useVideosClient } from '@dailies/core/react'
import { useEffect, useRef, useState } from 'react'
import { toLoadError } from '../failure'
import { captureFrame } from '../frames'
import { usePromptTarget } from '../prompt-target'
import { isPlayable } from './library-query'
import { useLibrary } from './video-library-context'

/** What a video can give to the VideoPrompt of the page; undefined where there is none, or where it does not take it. */
export interface PromptActions {
  reusePrompt: (() => void) | undefined
  /** Captures the last frame and uses it as the first frame of the next video. */
  startFromLastFrame: (() => void) | undefined
  isCapturing: boolean
}

export function usePromptActions(video: Video | undefined): PromptActions {
  const { promptName, onPrompt, setFailedAction } = useLibrary()
  const client = useVideosClient()
  const target = usePromptTarget(promptName)
  const [isCapturing, setCapturing] = useState(false)
  const capture = useRef<AbortController>(undefined)
  useEffect(() => () => capture.current?.abort(), [])
  if (!video) return { reusePrompt: undefined, startFromLastFrame: undefined, isCapturing }
  const start = async () => {
    const controller = new AbortController()
    capture.current = controller
    setCapturing(true)
    try {
      target.setFrame('first', await captureFrame({ client, video, at: 'last', signal: controller.signal }))
    } catch (cause) {
      if (controller.signal.aborted) return
      setFailedAction({ action: 'update', id: video.id, error: isVideoError(cause) ? cause : toLoadError(cause) })
    }
    setCapturing(false)
  }
  const reusePrompt = onPrompt ? () => onPrompt(video.prompt ?? '', video) : () => target.reusePrompt(video)
  return {
    reusePrompt: video.prompt !== null && (onPrompt || target.available) ? reusePrompt : undefined,
    startFromLastFrame: isPlayable(video) && target.accepts('first') ? () => void (isCapturing || start()) : undefined,
    isCapturing,
  }
}
