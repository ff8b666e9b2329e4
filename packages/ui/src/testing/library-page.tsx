import { VideosProvider } from '@dailies/core/react'
import { createRoot } from 'react-dom/client'
import { VideoLibrary } from '..'

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <VideosProvider baseURL="/api">
      <VideoLibrary {...JSON.parse(new URLSearchParams(location.search).get('props') ?? '{}')} />
    </VideosProvider>,
  )
