import { VideosProvider } from '@dailies/core/react'
import { VideoLibrary, VideoPrompt } from '@dailies/ui'

export default function Page() {
  return (
    <VideosProvider baseURL="/api">
      <VideoPrompt />
      <VideoLibrary />
    </VideosProvider>
  )
}
