import { VideosProvider } from '@dailies/core/react'
import { VideoLibrary, VideoPrompt } from '@dailies/ui'
import { signOut, useSession } from './auth-client'
import { Balance } from './balance'
import { SandboxNote } from './sandbox-note'
import { SignIn } from './sign-in'

export function Page() {
  const { data, isPending } = useSession()
  if (isPending) return null
  if (!data) return <SignIn />
  return (
    // The key drops what belongs to one user when another signs in.
    <VideosProvider baseURL="/api" key={data.user.id}>
      <div className="page">
        <aside className="side">
          <header className="brand">
            <h1>Reel</h1>
            <Balance />
            <button type="button" className="dl-button" data-variant="ghost" onClick={() => void signOut()}>
              Sign out
            </button>
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
