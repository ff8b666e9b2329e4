import type { Video } from '@dailies/core'
import { mergeProps, part } from '../primitives'
import { useContentURL } from './use-content-url'

/** A download link in the style of a button. It renders nothing if there is no file to download. */
export const VideoDownload = /* @__PURE__ */ part<'a', { video: Video | undefined }>(
  'a',
  'dl-button',
  function VideoDownload({ video, ...props }) {
    const href = useContentURL(video)('video', { download: true })
    return href === undefined ? null : mergeProps({ href, download: true }, props)
  },
)
