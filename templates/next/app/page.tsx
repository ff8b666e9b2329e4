import { VideosProvider } from '@dailies/core/react'
import { VideoLibrary, VideoPrompt } from '@dailies/ui'
import { headers } from 'next/headers'
import Image from 'next/image'
import { videos } from '../lib/videos'
import { ownerOf } from '../lib/visitor'
import icon from './icon.svg'
import { SandboxNote } from './sandbox-note'

/** The prompt and the videos of this visitor, in the HTML from the first answer on. */
const Page = async () => {
  const owner = ownerOf((await headers()).get('cookie'))
  if (owner === null) throw new Error('This request has no visitor. Does the matcher of proxy.ts leave this page out?')
  const server = await videos()
  const [list, capabilities] = await Promise.all([server.list(owner, { limit: 20 }), server.capabilities(owner)])
  return (
    <VideosProvider baseURL="/api" initial={{ list, capabilities }}>
      <div className="page">
        <aside className="side">
          <header className="brand">
            <Image src={icon} alt="" width={28} height={28} unoptimized />
            <h1>Reel</h1>
          </header>
          <VideoPrompt />
          <SandboxNote />
        </aside>
        <main>
          <VideoLibrary linkToVideos rowHeight={240} />
        </main>
      </div>
    </VideosProvider>
  )
}

export default Page
