import type { Video } from '@dailies/core'
import { isSettled } from '@dailies/core'
import { useEffect, useState } from 'react'

// Loaded with the first video that is made from an image.
const loadStorage = () => import('./stored-frames')
const loadShrinking = () => import('./shrink-image')

const maxInMemory = 32
const sent = new Map<string, Promise<Blob | undefined>>()
const listeners = new Set<() => void>()

/**
 * Keeps a small copy of the first frame that a video is made from, on this device and for a day: the server stores no file
 * of a request.
 */
export function rememberSentFrame(id: string, file: Blob): void {
  const image = loadShrinking()
    .then(({ shrinkImage }) => shrinkImage(file))
    .catch(() => undefined)
  sent.set(id, image)
  for (const oldest of [...sent.keys()].slice(0, -maxInMemory)) sent.delete(oldest)
  for (const listener of listeners) listener()
  // Without storage the frame is lost with the page.
  Promise.all([image, loadStorage()])
    .then(([kept, { saveFrame }]) => kept && saveFrame(id, kept))
    .catch(() => {})
}

/** The first frame that a running video is made from, if it was sent from this device. */
export function useSentFrame(video: Video | undefined): Blob | undefined {
  const [frame, setFrame] = useState<{ id: string; image: Blob }>()
  const id = video && !isSettled(video) ? video.id : undefined
  const hasFile = video?.assets?.request?.has_file === true
  useEffect(() => {
    if (id === undefined) return undefined
    let isCurrent = true
    const read = async () => {
      const known = sent.get(id)
      const image = known ? await known : hasFile ? await (await loadStorage()).readFrame(id) : undefined
      if (isCurrent && image) setFrame({ id, image })
    }
    // Without storage there is none.
    const update = () => void read().catch(() => {})
    update()
    listeners.add(update)
    return () => {
      isCurrent = false
      listeners.delete(update)
    }
  }, [id, hasFile])
  return frame && frame.id === id ? frame.image : undefined
}
