import { VideosProvider } from '@dailies/core/react'
import { VideoLibrary, VideoPrompt } from '@dailies/ui'
import { createRoot } from 'react-dom/client'

/** The theme that the page is opened with. */
export const theme = new URLSearchParams(location.search).get('theme') ?? 'light'

/** The components as an app has them, with a custom property of its wrapper. */
export const Components = () => (
  <VideosProvider baseURL="/api">
    <div className="components" style={{ '--dl-radius': '3px', display: 'grid', gap: 24 }}>
      <VideoPrompt />
      <VideoLibrary />
    </div>
  </VideosProvider>
)

/** Declares the theme to the browser, as a page without a framework does. */
export const declareColorScheme = () =>
  Object.assign(document.documentElement.style, { colorScheme: theme, background: 'Canvas' })

/** What a page has beside the components. No style of it may change. */
export const BareElements = () => (
  <div data-host="">
    <h2>The page itself</h2>
    <p>
      Text with a <a href="#top">link</a> and <strong>strong</strong> words.
    </p>
    <button type="button">Button of the page</button> <input aria-label="Field of the page" />
  </div>
)

export const render = (app) => createRoot(document.getElementById('root')).render(app)
