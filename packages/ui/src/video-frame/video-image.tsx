import type { ComponentPropsWithoutRef } from 'react'
import { classes } from '../primitives'

/** A picture that fades in once it has arrived, and leaves the field as it is where it never does. */
export function VideoImage({
  className,
  src,
  ...props
}: Omit<ComponentPropsWithoutRef<'img'>, 'src'> & { src?: string | undefined }) {
  // In server-rendered HTML it may have arrived before React listens.
  const mark = (image: HTMLImageElement | null) => {
    if (image?.complete && image.naturalWidth > 0) image.dataset.loaded = ''
  }
  return (
    <img
      key={src}
      alt=""
      decoding="async"
      draggable={false}
      {...props}
      ref={mark}
      src={src}
      className={classes('dl-video-image', className)}
      onLoad={(event) => {
        event.currentTarget.dataset.loaded = ''
        props.onLoad?.(event)
      }}
    />
  )
}
