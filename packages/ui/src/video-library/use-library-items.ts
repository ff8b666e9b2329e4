import type { Video } from '@dailies/core'
import { useCapabilities, useVideoValues } from '@dailies/core/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { focusVideo } from './focus-video'
import { stackTakes, type LibraryItem } from './library-items'

const none: readonly string[] = []

/** The places of the grid, and the stacks of takes that are open. */
export function useLibraryItems(matching: readonly string[]): {
  items: readonly LibraryItem[]
  /** The ids in the order of the grid. */
  ids: readonly string[]
  toggleStack(group: string): void
} {
  const { capabilities } = useCapabilities()
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set())
  const hasMetadata = capabilities?.metadata === true
  const groups = useVideoValues(hasMetadata ? matching : none, takeGroupOf)
  const items = useMemo(() => stackTakes(matching, groups, open), [matching, groups, open])
  const ids = useMemo(() => {
    const ordered = items.flatMap((item) => item.ids)
    return ordered.every((id, index) => id === matching[index]) ? matching : ordered
  }, [items, matching])
  // The card that had the focus is replaced: the first take, or the stack, has it next.
  const pendingFocus = useRef<string>(undefined)
  useEffect(() => {
    if (pendingFocus.current !== undefined) focusVideo(pendingFocus.current)
    pendingFocus.current = undefined
  })
  const toggleStack = useCallback(
    (group: string) => {
      pendingFocus.current = items.find((item) => item.group?.name === group)?.id
      setOpen((current) => {
        const next = new Set(current)
        if (!next.delete(group)) next.add(group)
        return next
      })
    },
    [items],
  )
  return { items, ids, toggleStack }
}

const takeGroupOf = ({ metadata }: Video) => metadata?.['dailies.take_group']
