import { lazy, Suspense, useState } from 'react'
import { keep, readKept } from './kept'

// Loaded when it is opened: a visitor who makes single videos never loads it.
const Storyboard = lazy(async () => ({ default: (await import('@dailies/ui/storyboard')).Storyboard }))

const key = 'dailies_board'

/** The storyboard below the videos, which can be folded up. */
export function Board() {
  const [isOpen, setOpen] = useState(wasOpen)
  const toggle = (next: boolean) => {
    setOpen(next)
    keep(key, next ? 'open' : 'closed')
  }
  return (
    <details className="studio-board" open={isOpen} onToggle={({ currentTarget }) => toggle(currentTarget.open)}>
      <summary lang="en">Storyboard</summary>
      {isOpen && (
        <Suspense fallback={null}>
          <Storyboard />
        </Suspense>
      )}
    </details>
  )
}

/** On a desk it is in sight from the first visit on; a phone shows its line only. */
const wasOpen = (): boolean => (readKept(key) ?? (innerWidth >= 1024 ? 'open' : 'closed')) === 'open'
