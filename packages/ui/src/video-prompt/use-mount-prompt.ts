import { useVideosClient } from '@dailies/core/react'
import { useEffect, useRef } from 'react'
import { promptTargetsOf, type FrameSlot } from '../prompt-target'
import { draftOfVideo } from './prompt-draft'
import { slotsOf } from './prompt-slots'
import type { VideoPromptState } from './video-prompt-context'

/** Lets other components of the page use this prompt, see `usePromptTarget`. A disabled prompt is not there for them. */
export function useMountPrompt(state: VideoPromptState): void {
  const { name, isDisabled, isSubmitting, price } = state
  const targets = promptTargetsOf(useVideosClient())
  const latest = useRef(state)
  // What arrives while a request is sent belongs to the next prompt.
  const waiting = useRef<((state: VideoPromptState) => void)[]>([])
  useEffect(() => {
    latest.current = state
    if (!isSubmitting) for (const change of waiting.current.splice(0)) change(state)
  })
  const slots = slotsOf(state).join(' ')
  useEffect(() => {
    if (isDisabled) return undefined
    const change = (apply: (state: VideoPromptState) => void) => {
      if (latest.current.isSubmitting) waiting.current.push(apply)
      else apply(latest.current)
      latest.current.field.current?.focus()
    }
    return targets.mount(name, {
      accepts: new Set(slots.split(' ')),
      price,
      reusePrompt: (video) => change(({ replaced }) => replaced.replace(draftOfVideo(video))),
      writePrompt: (prompt) => change(({ replaced }) => replaced.replace({ prompt })),
      setFrame: (slot, file) => change((state) => setFrame(state, slot, file)),
    })
  }, [targets, name, isDisabled, slots, price])
}

const setFrame = ({ firstFrame, lastFrame, references }: VideoPromptState, slot: FrameSlot, file: File): void => {
  if (slot === 'reference') references.add([file])
  else void (slot === 'first' ? firstFrame : lastFrame).select(file)
}
