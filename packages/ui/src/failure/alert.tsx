import { CircleAlert } from 'lucide'
import type { ReactNode } from 'react'
import { Icon, classes } from '../primitives'

/** Props of {@link Alert}. */
export interface AlertProps {
  title: string
  text?: string
  /** Buttons with what the user can do about it. */
  children?: ReactNode
  id?: string
  className?: string
}

/**
 * An error message: icon, title, text, and buttons beneath. It has no ARIA role of its own; the component that
 * renders it decides whether it is an alert or a status.
 */
export const Alert = ({ title, text, children, id, className }: AlertProps) => (
  <div className={classes('dl-alert', className)} id={id}>
    <Icon icon={CircleAlert} />
    <strong>{title}</strong>
    {text && <p className="dl-muted">{text}</p>}
    {children && <div className="dl-actions">{children}</div>}
  </div>
)
