import { VideosProvider } from '@dailies/core/react'
import { VideoLibrary, VideoPrompt } from '@dailies/ui'
import { ThemeToggle } from './theme-toggle'

/** The demo: a prompt and the takes, and nothing that an app would not write itself. */
export const Studio = () => (
  <VideosProvider baseURL="/api">
    <div className="studio">
      <div className="studio-side">
        <header className="studio-head">
          <h1>Dailies</h1>
          <ThemeToggle />
        </header>
        <section aria-label="New take">
          <VideoPrompt />
        </section>
      </div>
      <main className="studio-library">
        <VideoLibrary />
      </main>
    </div>
  </VideosProvider>
)
