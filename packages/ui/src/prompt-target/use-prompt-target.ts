import type { Video } from '@dailies/core'
import { useVideosClient } from '@dailies/core/react'
import { useMemo, useSyncExternalStore } from 'react'
import { promptTargetsOf, type FrameSlot } from './prompt-targets'

/** A VideoPrompt elsewhere on the page. Without one, its functions do nothing. */
export interface PromptTarget {
  /** Whether the page has that prompt. */
  available: boolean
  /**
   * Writes prompt and options of a video into the prompt and focuses it. Undo in the prompt brings its draft back.
   */
  reusePrompt(video: Video): void
  /** Writes a text into the prompt and focuses it, like `reusePrompt`. */
  writePrompt(prompt: string): void
  /** Uses an image as the first or last frame, or as one more reference, and focuses the prompt. */
  setFrame(slot: FrameSlot, file: File): void
  /** Whether the selected model takes such a frame. */
  accepts(slot: FrameSlot): boolean
  /** What its button costs with the options that it has, formatted for the language; undefined if that is not known. */
  price: string | undefined
}

/**
 * Hook that returns the VideoPrompt of the page with that name, for actions on a video such as "use last frame".
 *
 * @param name the `name` of the prompt
 * @example
 * const prompt = usePromptTarget()
 * const useLastFrame = async () => prompt.setFrame('first', await captureFrame({ client, video, at: 'last' }))
 */
export function usePromptTarget(name = 'prompt'): PromptTarget {
  const targets = promptTargetsOf(useVideosClient())
  const prompt = useSyncExternalStore(
    targets.subscribe,
    () => targets.get(name),
    () => undefined,
  )
  return useMemo(
    () => ({
      available: prompt !== undefined,
      reusePrompt: (video) => prompt?.reusePrompt(video),
      writePrompt: (text) => prompt?.writePrompt(text),
      setFrame: (slot, file) => prompt?.setFrame(slot, file),
      accepts: (slot) => prompt?.accepts.has(slot) ?? false,
      price: prompt?.price,
    }),
    [prompt],
  )
}
