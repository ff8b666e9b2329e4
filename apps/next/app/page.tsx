import { VideosProvider } from '@dailies/core/react'
import { VideoLibrary, VideoPrompt } from '@dailies/ui'
import { cookies } from 'next/headers'
import { videos } from '../lib/videos'
import { ownerOf, visitorCookie } from '../lib/visitor'

/** The prompt and this visitor's videos, server-rendered with the first page of the list. */
const Page = async () => {
  const owner = ownerOf((await cookies()).get(visitorCookie)?.value)
  if (owner === null)
    throw new Error(
      'proxy.ts gives every visitor a cookie, and this request has none. Does its matcher leave this page out?',
    )
  const [list, capabilities] = await Promise.all([videos().list(owner, { limit: 24 }), videos().capabilities(owner)])
  return (
    <VideosProvider baseURL="/api" initial={{ list, capabilities }}>
      <header className="head">
        <h1>Dailies</h1>
        <p>Every take in one place, from the first frame on.</p>
      </header>
      <section className="desk" aria-label="New take">
        <VideoPrompt />
      </section>
      <main className="room">
        <VideoLibrary />
      </main>
    </VideosProvider>
  )
}

export default Page
