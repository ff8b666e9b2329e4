import type { KeyboardEvent } from 'react'

/** What a key does in the dialog of a video, besides those of its player. */
export type DialogAction = 'previous' | 'next' | 'keys'

const actions: Record<string, DialogAction> = { j: 'previous', k: 'next', '?': 'keys' }

/** The action of a key press; undefined for other keys, and while the user writes. */
export const dialogAction = ({
  key,
  target,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'target' | 'ctrlKey' | 'metaKey' | 'altKey'>): DialogAction | undefined => {
  const isWriting = target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
  return isWriting || ctrlKey || metaKey || altKey ? undefined : actions[key.toLowerCase()]
}
