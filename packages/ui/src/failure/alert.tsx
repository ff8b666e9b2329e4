import { CircleAlert } from 'lucide'
import type { ReactNode } from 'react'
import { Icon, classes } from '../primitives'

/** Props of {@link Alert}. */
export interface AlertProps {
  title: string
  text?: string
  /** What can be done: buttons. */
  children?: ReactNode
  id?: string
  className?: string
}

/** What went wrong, as a sentence, with what can be done beneath. Says nothing by itself to screen readers: whoever shows it decides how loudly. */
export const Alert = ({ title, text, children, id, className }: AlertProps) => (
  <div className={classes('dl-alert', className)} id={id}>
    <Icon of={CircleAlert} />
    <strong>{title}</strong>
    {text && <p className="dl-muted">{text}</p>}
    {children && <div className="dl-actions">{children}</div>}
  </div>
)
