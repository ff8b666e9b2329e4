import { AnchorMdx, DocsContext } from '@storybook/addon-docs/blocks'
import { useContext } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { A } from 'storybook/internal/components'
import { NAVIGATE_URL } from 'storybook/internal/core-events'

interface PageLinkProps {
  /** `?path=/docs/…` for a page of Storybook, else any URL. */
  href?: string
  children?: ReactNode
}

/** A link. One to a page of Storybook opens it beside the sidebar; in a new tab it opens Storybook, not only the page. */
export const PageLink = ({ href = '', children }: PageLinkProps) => {
  const { channel } = useContext(DocsContext)
  if (!href.startsWith('?path='))
    return (
      <AnchorMdx href={href} target="">
        {children}
      </AnchorMdx>
    )
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    channel.emit(NAVIGATE_URL, href)
  }
  // The page is in a frame below the URL of Storybook.
  return (
    <A href={`./${href}`} target="_top" onClick={open}>
      {children}
    </A>
  )
}
