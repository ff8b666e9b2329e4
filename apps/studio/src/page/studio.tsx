import { VideosProvider } from '@dailies/core/react'
import { LanguageProvider, VideoPrompt } from '@dailies/ui'
import { SandboxLabel } from './sandbox-label'
import { Board } from './board'
import { Library } from './library'
import { LanguageMenu } from './language-menu'
import { ThemeToggle } from './theme-toggle'
import { useLanguage } from './use-language'
import { JobNotifications } from './job-notifications'

/** The demo: a prompt and the library, with little code around them. */
export function Studio() {
  const [language, chooseLanguage] = useLanguage()
  return (
    <LanguageProvider language={language}>
      <VideosProvider baseURL="/api">
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
              <VideoPrompt />
            </section>
            <div className="dl studio-head" lang="en">
              <LanguageMenu locale={language.locale} onValueChange={chooseLanguage} />
              <JobNotifications />
            </div>
          </div>
          <main className="studio-library">
            <Library />
            <Board />
          </main>
        </div>
      </VideosProvider>
    </LanguageProvider>
  )
}
