import type { Video } from '@dailies/core'
import type { ComponentPropsWithoutRef } from 'react'
import { classes } from '../primitives'
import { useContentURL } from './use-content-url'

/** A link that saves a film, where there is one to save; it looks like a button. */
export function VideoDownload({
  video,
  className,
  children,
  ...props
}: ComponentPropsWithoutRef<'a'> & { video: Video | undefined }) {
  const url = useContentURL(video)('video', { download: true })
  if (url === undefined) return null
  return (
    <a {...props} className={classes('dl-button', className)} href={url} download>
      {children}
    </a>
  )
}
