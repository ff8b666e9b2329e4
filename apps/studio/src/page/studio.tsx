import { VideosProvider } from '@dailies/core/react'
import { LanguageProvider, VideoLibrary, VideoPrompt } from '@dailies/ui'
import { LanguageMenu } from './language-menu'
import { ThemeToggle } from './theme-toggle'
import { useLanguage } from './use-language'
import { JobNotifications } from './job-notifications'

/** The demo: a prompt and the takes, and little that an app would not write itself. */
export function Studio() {
  const [language, chooseLanguage] = useLanguage()
  return (
    <LanguageProvider language={language}>
      <VideosProvider baseURL="/api">
        <div className="studio">
          <div className="studio-side">
            <header className="studio-head" lang="en">
              <h1>Dailies</h1>
              <ThemeToggle />
            </header>
            <section aria-label="New take">
              <VideoPrompt />
            </section>
            <div className="dl studio-head" lang="en">
              <LanguageMenu locale={language.locale} onChoose={chooseLanguage} />
              <JobNotifications />
            </div>
          </div>
          <main className="studio-library">
            <VideoLibrary />
          </main>
        </div>
      </VideosProvider>
    </LanguageProvider>
  )
}
