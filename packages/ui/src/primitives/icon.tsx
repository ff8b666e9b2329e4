import type { X } from 'lucide'
import { createElement } from 'react'

/** A drawing of the set: its elements and their attributes. */
export type IconDrawing = typeof X

/** An icon of the set, at 16 px with a stroke of 1.5. It is decoration: the words stand beside it or name the button. */
export const Icon = ({ of: drawing }: { of: IconDrawing }) => (
  <svg
    className="dl-icon"
    width={16}
    height={16}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden
    focusable="false"
  >
    {drawing.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
  </svg>
)
