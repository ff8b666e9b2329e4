import type { LucideIcon } from 'lucide-react'

/** An icon of the set, at 16 px with a stroke of 1.5. It is decoration: the words stand beside it or name the button. */
export const Icon = ({ of: Drawing }: { of: LucideIcon }) => (
  <Drawing className="dl-icon" strokeWidth={1.5} size={16} aria-hidden />
)
