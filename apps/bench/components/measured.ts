/** What a page tells the run that measures it. */
export const measured = { commits: 0, dataAt: 0 }
Object.assign(globalThis, { measured })

/** For React's Profiler: another commit. */
export const countCommit = (): void => {
  measured.commits += 1
}

/** Where the page puts what is measured. */
export function findMain(): Element {
  const main = document.querySelector('main')
  if (!main) throw new Error('The page has no main element.')
  return main
}

/** The film and its storyboard; the address of the page may name others. */
export const files = {
  film: '/video.mp4',
  thumbnailTrack: '/sheet.vtt',
  ...Object.fromEntries(new URLSearchParams(location.search)),
}
