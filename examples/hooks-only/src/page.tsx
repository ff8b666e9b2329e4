import { VideosProvider } from '@dailies/core/react'
import { PromptForm } from './prompt-form'
import { VideoList } from './video-list'

export const Page = () => (
  <VideosProvider baseURL="/api">
    <main>
      <h1>Videos</h1>
      <PromptForm />
      <VideoList />
    </main>
  </VideosProvider>
)
