import { lazy, Suspense, useState } from 'react'
import { keep, readKept } from './kept'

// Loaded when it is opened: a visitor who makes single videos never loads it.
const BoardShots = lazy(async () => ({ default: (await import('./board-shots')).BoardShots }))

const key = 'dailies_board'

/** A video to put into the storyboard, and how many there have been. */
export interface NewShot {
  videoId: string
  number: number
}

/** The storyboard below the videos, which can be folded up; a new shot opens it. */
export function Board({ newShot }: { newShot: NewShot | undefined }) {
  const [isOpen, setOpen] = useState(wasOpen)
  const [seen, setSeen] = useState(newShot)
  if (newShot !== seen) {
    setSeen(newShot)
    setOpen(true)
  }
  const toggle = (next: boolean) => {
    setOpen(next)
    keep(key, next ? 'open' : 'closed')
  }
  return (
    <details className="studio-board" open={isOpen} onToggle={({ currentTarget }) => toggle(currentTarget.open)}>
      <summary lang="en">Storyboard</summary>
      {isOpen && (
        <Suspense fallback={null}>
          <BoardShots newShot={newShot} />
        </Suspense>
      )}
    </details>
  )
}

/** On a desk it is in sight from the first visit on; a phone shows its line only. */
const wasOpen = (): boolean => (readKept(key) ?? (innerWidth >= 1024 ? 'open' : 'closed')) === 'open'
