import type { X } from 'lucide'
import { createElement } from 'react'

/** An icon of Lucide: its SVG elements and their attributes. */
export type IconDrawing = typeof X

/**
 * A Lucide icon at 16 px with a stroke of 1.5. It is decorative: the text next to it or the accessible name of the
 * button has the meaning.
 */
export const Icon = ({ icon }: { icon: IconDrawing }) => (
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
    {icon.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
  </svg>
)
