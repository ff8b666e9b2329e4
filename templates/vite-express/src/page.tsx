import { VideosProvider } from '@dailies/core/react'
import { VideoLibrary, VideoPrompt } from '@dailies/ui'
import { SandboxNote } from './sandbox-note'

export const Page = () => (
  <VideosProvider baseURL="/api">
    <div className="page">
      <aside className="side">
        <header className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          <h1>Reel</h1>
        </header>
        <VideoPrompt />
        <SandboxNote />
      </aside>
      <main>
        <VideoLibrary linkToVideos rowHeight={240} />
      </main>
    </div>
  </VideosProvider>
)
