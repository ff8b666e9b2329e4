import type { X } from 'lucide'
import { createElement } from 'react'
import { classes } from './classes'

/** An icon of Lucide: its SVG elements and their attributes. */
export type IconDrawing = typeof X

interface IconProps {
  icon: IconDrawing
  /** Whether it points along the text, so that it is mirrored in right-to-left text. @default false */
  isMirrored?: boolean
}

/**
 * A Lucide icon at 16 px with a stroke of 1.5. It is decorative: the text next to it or the accessible name of the
 * button has the meaning.
 */
export const Icon = ({ icon, isMirrored = false }: IconProps) => (
  <svg
    className={classes('dl-icon', isMirrored && 'dl-icon-mirrored')}
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
