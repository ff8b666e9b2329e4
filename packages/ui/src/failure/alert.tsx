import { CircleAlert } from 'lucide'
import type { ReactNode } from 'react'
import { Icon, mergeProps, part } from '../primitives'

/** The texts of an error message. */
export interface AlertText {
  title: string
  text?: string
}

/**
 * An error message: icon, title, text, and buttons with what the user can do about it beneath. It has no ARIA role of
 * its own; the component that renders it decides whether it is an alert or a status.
 */
export const Alert = /* @__PURE__ */ part<'div', AlertText>(
  'div',
  'dl-alert',
  function Alert({ title, text, children, ...props }) {
    return mergeProps({ children: <AlertContent title={title} text={text ?? ''} actions={children} /> }, props)
  },
)

/** The content of an {@link Alert}, for a part that is one itself. */
export const AlertContent = ({ title, text, actions }: AlertText & { actions?: ReactNode }) => (
  <>
    <Icon icon={CircleAlert} />
    <strong>{title}</strong>
    {text && <p className="dl-muted">{text}</p>}
    {actions && <div className="dl-actions">{actions}</div>}
  </>
)
