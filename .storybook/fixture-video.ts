/** A video that is rendered when Storybook is built and then served by its sandbox. */
export interface FixtureVideo {
  /** The name of its three files, without extension. */
  name: string
  prompt: string
  /** The prompt of the remix, if this video is a remix of the video with the same `prompt` and no change. */
  change?: string
  width: number
  height: number
  seconds: number
}

/** Prompts with a fixture video. A story that uses one of them shows that video. */
export const fixturePrompts = [
  'Wide shot of a lighthouse on a cliff at dusk, waves below, a slow beam of warm light',
  'Close-up of rain running down a tram window at night, neon behind it',
  'Tracking shot of a fox crossing fresh snow in a birch forest, low winter sun',
  'Overhead shot of a baker folding dough on a floured table, soft morning light',
] as const

const shapes = [
  { width: 320, height: 192, lengths: [1, 4] },
  { width: 192, height: 320, lengths: [2] },
]

const small = fixturePrompts.flatMap((prompt, index) =>
  shapes.flatMap(({ width, height, lengths }) =>
    lengths.map((seconds) => ({ name: `${index}-${width}x${height}-${seconds}`, prompt, width, height, seconds })),
  ),
)

const large = { prompt: fixturePrompts[0], width: 1280, height: 720, seconds: 4 }

/** The prompt of the remix of the large video. */
export const fixtureChange = 'Make it night'

/**
 * All fixture videos: each prompt in sizes and lengths of the sandbox's model `mini`, and one in full size with its
 * remix.
 */
export const fixtureVideos: readonly FixtureVideo[] = [
  ...small,
  { ...large, name: 'large' },
  { ...large, name: 'large-night', change: fixtureChange },
]

/** The path of the fixture videos, relative to Storybook. */
export const videosPath = 'videos/'

/** The extensions of the three files of a video. */
export const videoFiles = { video: 'mp4', thumbnail: 'webp', spritesheet: 'jpg' } as const

export const variants = ['video', 'thumbnail', 'spritesheet'] as const
