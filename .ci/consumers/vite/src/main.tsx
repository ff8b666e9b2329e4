import { VideosProvider } from '@dailies/core/react'
import { VideoLibrary, VideoPrompt } from '@dailies/ui'
import '@dailies/ui/styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root.')

createRoot(root).render(
  <StrictMode>
    <VideosProvider baseURL="/api">
      <VideoPrompt />
      <VideoLibrary />
    </VideosProvider>
  </StrictMode>,
)
