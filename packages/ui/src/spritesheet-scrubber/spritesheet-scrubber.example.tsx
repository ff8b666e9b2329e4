import { useVideo } from '@dailies/core/react'
import { SpritesheetScrubber } from '@dailies/ui'

export const Preview = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  return video ? <SpritesheetScrubber video={video} /> : null
}

/** With the files of another server: it needs no provider. */
export const PreviewOfFiles = () => (
  <SpritesheetScrubber src="/sheet.jpg" poster="/thumbnail.webp" seconds={8} size="1280x720" />
)
