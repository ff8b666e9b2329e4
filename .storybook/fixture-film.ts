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

const sizes = [
  { width: 320, height: 192 },
  { width: 192, height: 320 },
]
const lengths = [1, 2, 4]

/** All of them: the sizes and lengths of the sandbox's model `mini`, once for each prompt. */
export const fixtureFilms: readonly FixtureFilm[] = fixturePrompts.flatMap((prompt, index) =>
  sizes.flatMap(({ width, height }) =>
    lengths.map((seconds) => ({ name: `${index}-${width}x${height}-${seconds}`, prompt, width, height, seconds })),
  ),
)

/** Where the films are, relative to Storybook. */
export const filmsPath = 'films/'

/** The three files of a film, by extension. */
export const filmFiles = { video: 'mp4', thumbnail: 'webp', spritesheet: 'jpg' } as const
