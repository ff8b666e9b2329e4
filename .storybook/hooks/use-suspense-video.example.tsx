import { useSuspenseCapabilities, useSuspenseVideo, useSuspenseVideoLibrary } from '@dailies/core/react'
import { Suspense } from 'react'

const Newest = () => {
  const { ids } = useSuspenseVideoLibrary()
  const { capabilities } = useSuspenseCapabilities()
  const [id] = ids
  return id === undefined ? <p>No videos of {capabilities.models?.length} models yet</p> : <Title id={id} />
}

const Title = ({ id }: { id: string }) => {
  const { video } = useSuspenseVideo(id)
  return <p>Newest: {video.prompt}</p>
}

/** Errors go to the nearest error boundary. */
export const NewestVideo = () => (
  <Suspense fallback={<p>Loading…</p>}>
    <Newest />
  </Suspense>
)
