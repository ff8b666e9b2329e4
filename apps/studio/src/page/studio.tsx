import type { Video } from '@dailies/core'
import { VideosProvider } from '@dailies/core/react'
import { LanguageProvider, VideoPrompt, type Language } from '@dailies/ui'
import { cameraMoves, looks } from '@dailies/ui/prompt-phrases'
import { SandboxLabel } from './sandbox-label'
import { useState } from 'react'
import { Board } from './board'
import type { NewShot } from './board'
import { Library } from './library'
import { LanguageMenu } from './language-menu'
import { ThemeToggle } from './theme-toggle'
import { useLanguage } from './use-language'
import { JobNotifications } from './job-notifications'

const phrases = [cameraMoves, looks]

/** The demo: a prompt and the library, with little code around them. */
export function Studio({ language: initial, baseURL = '/api' }: { language: Language; baseURL?: string }) {
  const [language, chooseLanguage] = useLanguage(initial)
  const [newShot, setNewShot] = useState<NewShot>()
  // The take that is kept after a comparison is the next shot.
  const keepTake = ({ id: videoId }: Video) => setNewShot((last) => ({ videoId, number: (last?.number ?? 0) + 1 }))
  return (
    <LanguageProvider language={language}>
      <VideosProvider baseURL={baseURL}>
        <div className="studio">
          <div className="studio-side">
            <header className="studio-head" lang="en">
              <div>
                <h1>Dailies</h1>
                <SandboxLabel />
              </div>
              <ThemeToggle />
            </header>
            <section aria-label="New take">
              <VideoPrompt phrases={phrases} />
            </section>
            <div className="dl studio-head" lang="en">
              <LanguageMenu locale={language.locale} onValueChange={chooseLanguage} />
              <JobNotifications />
              <a className="studio-licences" href="licences.html">
                Licences
              </a>
            </div>
          </div>
          <main className="studio-library">
            <Library onKeep={keepTake} />
            <Board newShot={newShot} />
          </main>
        </div>
      </VideosProvider>
    </LanguageProvider>
  )
}
