import { useVideosClient } from '@dailies/core/react'
import { useEffect, useRef } from 'react'
import { captureFrame, type FrameDrag } from '../frames'
import type { FrameSlot } from '../prompt-target'
import { fieldsOfSlots } from './prompt-slots'
import type { VideoPromptState } from './video-prompt-context'

/** Returns the function that captures a frame of a video into a slot. Another capture, or the end of the prompt, aborts it. */
export function useFrameCapture(
  state: Pick<VideoPromptState, 'firstFrame' | 'lastFrame' | 'references' | 'fail'>,
): VideoPromptState['captureInto'] {
  const client = useVideosClient()
  const latest = useRef(state)
  const capture = useRef<AbortController>(undefined)
  useEffect(() => {
    latest.current = state
  })
  useEffect(() => () => capture.current?.abort(), [])

  return async (slot: FrameSlot, { videoId, at }: FrameDrag) => {
    capture.current?.abort()
    const controller = new AbortController()
    const { signal } = controller
    capture.current = controller
    const captured = client.retrieve(videoId, { signal }).then((video) => captureFrame({ client, video, at, signal }))
    try {
      if (slot === 'reference') {
        const file = await captured
        latest.current.references.add([file])
      } else await (slot === 'first' ? state.firstFrame : state.lastFrame).select(captured)
    } catch (error) {
      if (!signal.aborted) latest.current.fail(error, fieldsOfSlots[slot])
    }
  }
}
