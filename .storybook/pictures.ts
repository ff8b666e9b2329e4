/** A picture that is kept of a story, in each theme. */
export interface Picture {
  name: string
  /** Of the window, in pixels. */
  width: number
  /** Where the page's clock stands still, in seconds after the stage began: what tells a time would differ in every picture. */
  stillAt: number
}

/** Which stories are kept as pictures, by their ids. */
const pictures: Record<string, Picture> = {
  'videoprompt--helps': { name: 'video-prompt', width: 440, stillAt: 0 },
  'jobprogress--rendering': { name: 'job-progress', width: 440, stillAt: 6 },
  'jobprogress--declined': { name: 'job-progress-declined', width: 440, stillAt: 20 },
  'spritesheetscrubber--by-keyboard': { name: 'spritesheet-scrubber', width: 392, stillAt: 20 },
  'videoplayer--poster': { name: 'video-player', width: 672, stillAt: 20 },
  'remixpanel--wipes': { name: 'remix-panel', width: 672, stillAt: 60 },
  'videolibrary--every-state': { name: 'video-library', width: 832, stillAt: 36 },
  'videolibrary--empty': { name: 'video-library-empty', width: 832, stillAt: 0 },
  'videolibrary--dialog': { name: 'video-library-dialog', width: 832, stillAt: 20 },
}

/** The picture that is kept of a story, if any. */
export const pictureOf = (storyId: string): Picture | undefined =>
  Object.hasOwn(pictures, storyId) ? pictures[storyId] : undefined
