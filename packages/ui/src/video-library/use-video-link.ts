import { useEffect, useRef } from 'react'
import { listen, type SetValue } from '../primitives'

const parameter = 'video'

/** The address of the page with a video open. */
export const linkToVideo = (id: string): string => {
  const url = new URL(location.href)
  url.hash = new URLSearchParams({ [parameter]: id }).toString()
  return url.href
}

const linkedVideo = (): string | null => new URLSearchParams(location.hash.slice(1)).get(parameter)

/**
 * Keeps the open video in the hash of the page's address. Opening a video adds an entry to the history, so that the back
 * button closes it; going to another video replaces the entry.
 */
export function useVideoLink(
  isOn: boolean,
  { openVideoId, setOpenVideoId }: { openVideoId: string | null; setOpenVideoId: SetValue<string | null> },
): void {
  // Whether the current entry is one that this page has added: closing then goes back, else it replaces the entry.
  const hasAdded = useRef(false)
  const latest = useRef(openVideoId)

  useEffect(() => {
    if (!isOn) return undefined
    const linked = linkedVideo()
    if (linked !== null) setOpenVideoId(linked)
    else if (latest.current !== null) replace(linkToVideo(latest.current))
    const follow = () => {
      hasAdded.current = false
      setOpenVideoId(linkedVideo())
    }
    return listen(window, { popstate: follow, hashchange: follow })
  }, [isOn, setOpenVideoId])

  useEffect(() => {
    if (latest.current === openVideoId) return
    latest.current = openVideoId
    const linked = linkedVideo()
    if (!isOn || linked === openVideoId) return
    if (openVideoId === null) close(hasAdded.current)
    else if (linked !== null) replace(linkToVideo(openVideoId))
    else {
      history.pushState(history.state, '', linkToVideo(openVideoId))
      hasAdded.current = true
    }
  }, [isOn, openVideoId])
}

// The state of a router's entry stays with it.
const replace = (address: string) => history.replaceState(history.state, '', address)

const close = (goesBack: boolean) => {
  if (goesBack) return history.back()
  const url = new URL(location.href)
  url.hash = ''
  return replace(url.href)
}
