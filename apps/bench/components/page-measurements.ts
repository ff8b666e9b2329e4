/** Measurements that the benchmark reads from the page. `dataAt` in milliseconds of `performance.now()`. */
export const pageMeasurements = { commits: 0, dataAt: 0 }
Object.assign(globalThis, { pageMeasurements })

/** `onRender` callback for the React Profiler: counts commits. */
export const countCommit = (): void => {
  pageMeasurements.commits += 1
}

/** The element that the component under test is rendered into. */
export function findMain(): Element {
  const main = document.querySelector('main')
  if (!main) throw new Error('The page has no main element.')
  return main
}

/** URLs of the video and its thumbnail track; query parameters of the page override them. */
export const files = {
  video: '/video.mp4',
  thumbnailTrack: '/sheet.vtt',
  ...Object.fromEntries(new URLSearchParams(location.search)),
}

/** How many players the page shows, which play by themselves if the query asks for several. */
export const playerCount = Number(new URLSearchParams(location.search).get('count') ?? 1)
