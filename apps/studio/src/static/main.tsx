import '@dailies/ui/styles.css'
import '../page/studio.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Studio } from '../page/studio'
import { loadKeptLanguage } from '../page/use-language'
import { startServer } from './start-server'

const element = document.querySelector('#root')

function explain(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  root?.unmount()
  root = undefined
  element?.replaceChildren(
    Object.assign(document.createElement('main'), {
      className: 'start',
      textContent: `This demo could not start its server inside of the page. ${reason}`,
    }),
  )
}

let root: ReturnType<typeof createRoot> | undefined

// Where something is missing, `start.js` has said so.
if (element && document.documentElement.dataset['missing'] === undefined) {
  try {
    const [baseURL, language] = await Promise.all([startServer(explain), loadKeptLanguage()])
    root = createRoot(element)
    root.render(
      <StrictMode>
        <Studio language={language} baseURL={baseURL} />
      </StrictMode>,
    )
  } catch (error) {
    explain(error)
  }
}
