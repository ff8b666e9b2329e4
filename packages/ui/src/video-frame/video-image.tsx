import type { ComponentPropsWithoutRef } from 'react'
import { classes } from '../primitives'

/** An image that fades in once it has loaded. If it fails to load, the placeholder stays visible. */
export function VideoImage({
  className,
  src,
  ...props
}: Omit<ComponentPropsWithoutRef<'img'>, 'src'> & { src?: string | undefined }) {
  // An image in server-rendered HTML may have loaded before React adds the listener.
  const markIfLoaded = (image: HTMLImageElement | null) => {
    if (image?.complete && image.naturalWidth > 0) image.dataset.loaded = ''
  }
  return (
    <img
      key={src}
      alt=""
      decoding="async"
      draggable={false}
      {...props}
      ref={markIfLoaded}
      src={src}
      className={classes('dl-video-image', className)}
      onLoad={(event) => {
        event.currentTarget.dataset.loaded = ''
        props.onLoad?.(event)
      }}
    />
  )
}
