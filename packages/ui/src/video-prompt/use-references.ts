import { useEffect, useState } from 'react'
import { useIsControlled } from '../primitives'
import { browserStore, createControlledFirstFrames, newKey } from './first-frame-store'
import type { VideoPromptOptions } from './prompt-options'
import type { PromptDraftState } from './use-prompt-draft'

/** A reference of a prompt. */
interface PromptReference {
  key: string
  file: File
}

/** The references of a prompt, in their order. */
export interface ReferencesState {
  /** All references, also those that the selected model does not take. */
  items: readonly PromptReference[]
  add(files: readonly File[]): void
  remove(key: string): void
  clear(): void
}

/** The references of a prompt: the files that its user controls, else those that are kept in this browser. */
export function useReferences(
  { references: given, onReferencesChange }: VideoPromptOptions,
  { draft, updateDraft }: PromptDraftState,
): ReferencesState {
  const isControlled = useIsControlled('references', given)
  const [controlled] = useState(createControlledFirstFrames)
  const [files, setFiles] = useState<ReadonlyMap<string, File>>(new Map())
  const { references: keys } = draft

  useEffect(() => {
    const missing = isControlled ? [] : keys.filter((key) => !files.has(key))
    if (missing.length === 0) return undefined
    let isCurrent = true
    const restore = async () => {
      const saved = await Promise.all(missing.map((key) => browserStore.read(key).catch(() => undefined)))
      const found = missing.flatMap((key, index) => (saved[index] ? [[key, saved[index].file] as const] : []))
      if (!isCurrent) return
      setFiles((files) => new Map([...files, ...found]))
      const restored = new Set(found.map(([key]) => key))
      if (found.length < missing.length)
        updateDraft({ references: keys.filter((key) => files.has(key) || restored.has(key)) })
    }
    void restore()
    return () => {
      isCurrent = false
    }
  }, [isControlled, keys, files, updateDraft])

  const items = isControlled
    ? (given ?? []).map((file) => ({ key: controlled.keyOf(file), file }))
    : keys.flatMap((key) => {
        const file = files.get(key)
        return file ? [{ key, file }] : []
      })

  const change = (next: readonly PromptReference[]) => {
    if (!isControlled) {
      setFiles(new Map(next.map(({ key, file }) => [key, file])))
      updateDraft({ references: next.map(({ key }) => key) })
      const kept = new Set(next.map(({ key }) => key))
      for (const { key } of items) if (!kept.has(key)) browserStore.remove(key).catch(() => {})
    }
    onReferencesChange?.(next.map(({ file }) => file))
  }

  return {
    items,
    add: (added) => {
      const entries = added.map((file) => ({ key: newKey(), file }))
      // If storage fails, they are lost when the page is closed.
      if (!isControlled) for (const { key, file } of entries) browserStore.save(key, { file }).catch(() => {})
      change([...items, ...entries])
    },
    remove: (key) => change(items.filter((item) => item.key !== key)),
    clear: () => {
      if (items.length > 0) change([])
    },
  }
}
