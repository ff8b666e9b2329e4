import type { Video, VideosClient } from '@dailies/core'

/** A frame of a prompt: its first or last one, or one more reference. */
export type FrameSlot = 'first' | 'last' | 'reference'

/** What a mounted prompt does for other components of its page. */
interface MountedPrompt {
  reusePrompt(video: Video): void
  writePrompt(prompt: string): void
  setFrame(slot: FrameSlot, file: File): void
  /** The frames that its model takes. */
  accepts: ReadonlySet<string>
  /** What it costs to send it, formatted; undefined if that is not known. */
  price: string | undefined
}

/** The prompts of a page, by name. */
interface PromptTargets {
  get(name: string): MountedPrompt | undefined
  /** @returns unmounts it */
  mount(name: string, prompt: MountedPrompt): () => void
  subscribe(listener: () => void): () => void
}

function createPromptTargets(): PromptTargets {
  const prompts = new Map<string, MountedPrompt>()
  const listeners = new Set<() => void>()
  const notify = () => {
    for (const listener of listeners) listener()
  }
  return {
    get: (name) => prompts.get(name),
    mount(name, prompt) {
      prompts.set(name, prompt)
      notify()
      return () => {
        if (prompts.get(name) !== prompt) return
        prompts.delete(name)
        notify()
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const targets = new WeakMap<VideosClient, PromptTargets>()

/** The prompts that send their requests with a client: those of its `VideosProvider`. */
export function promptTargetsOf(client: VideosClient): PromptTargets {
  const existing = targets.get(client) ?? createPromptTargets()
  targets.set(client, existing)
  return existing
}
