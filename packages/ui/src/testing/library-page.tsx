import { VideosProvider } from '@dailies/core/react'
import { createRoot } from 'react-dom/client'
import { VideoLibrary, VideoPrompt } from '..'

const root = document.getElementById('root')
const query = new URLSearchParams(location.search)
if (root)
  createRoot(root).render(
    <VideosProvider baseURL="/api">
      {query.has('prompt') && <VideoPrompt />}
      <VideoLibrary {...JSON.parse(query.get('props') ?? '{}')} />
    </VideosProvider>,
  )
