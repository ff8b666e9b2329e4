import type { Video } from '@dailies/core'
import type { ComponentPropsWithoutRef } from 'react'
import { classes } from '../primitives'
import { useContentURL } from './use-content-url'

/** A download link in the style of a button. It renders nothing if there is no file to download. */
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
