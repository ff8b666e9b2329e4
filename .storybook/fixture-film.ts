/** A film that is rendered when Storybook is built, and that its sandbox then serves. */
export interface FixtureFilm {
  /** What its three files are called, without extension. */
  name: string
  prompt: string
  width: number
  height: number
  seconds: number
}

/** Prompts whose films are there; a story that uses one of them shows its very film. */
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

/** All of them, in sizes and lengths of the sandbox's model `mini`, once for each prompt. */
export const fixtureFilms: readonly FixtureFilm[] = fixturePrompts.flatMap((prompt, index) =>
  shapes.flatMap(({ width, height, lengths }) =>
    lengths.map((seconds) => ({ name: `${index}-${width}x${height}-${seconds}`, prompt, width, height, seconds })),
  ),
)

/** Where the films are, relative to Storybook. */
export const filmsPath = 'films/'

/** How the three files of a film end. */
export const filmFiles = { video: 'mp4', thumbnail: 'webp', spritesheet: 'jpg' } as const

export const filmVariants = ['video', 'thumbnail', 'spritesheet'] as const
