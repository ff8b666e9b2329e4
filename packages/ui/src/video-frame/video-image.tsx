import type { SyntheticEvent } from 'react'
import { mergeProps, part } from '../primitives'

/** An image that fades in once it has loaded. If it fails to load, the placeholder stays visible. */
export const VideoImage = /* @__PURE__ */ part<'img', { src: string }>(
  'img',
  'dl-video-image',
  function VideoImage(props) {
    return mergeProps(
      {
        key: props.src,
        alt: '',
        decoding: 'async' as const,
        draggable: false,
        ref: markIfLoaded,
        onLoad: (event: SyntheticEvent<HTMLImageElement>) => markLoaded(event.currentTarget),
      },
      props,
    )
  },
)

// An image in server-rendered HTML may have loaded before React adds the listener.
const markIfLoaded = (image: HTMLImageElement | null) => {
  if (image?.complete && image.naturalWidth > 0) markLoaded(image)
}

const markLoaded = (image: HTMLImageElement) => {
  image.dataset['loaded'] = ''
}
