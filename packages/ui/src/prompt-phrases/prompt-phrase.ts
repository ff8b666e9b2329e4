/** A text in several languages: by language tag, such as `de` or `pt-BR`. English is used where a language is missing. */
export interface PhraseLabels {
  /** In English. */
  en: string
  /** In another language. */
  [language: string]: string
}

/** A phrase for the prompt, shown as a tile that moves. */
export interface PromptPhrase {
  /** Unique in its list. */
  id: string
  /** What is added to the prompt, in the language that the model was trained in: English. */
  phrase: string
  /** The label of the tile. */
  labels: PhraseLabels
  /** How the camera of the tile moves: its positions, at equal intervals. If the last is like the first, it loops. */
  camera: readonly CameraPosition[]
  /** How the scene of the tile looks. @default an afternoon in clear weather */
  look?: SceneLook
}

/** A list of phrases, opened by one button. */
export interface PromptPhraseList {
  /** Unique on the page. */
  id: string
  /** The label of the button. */
  labels: PhraseLabels
  /** The tiles, in their order. */
  phrases: readonly PromptPhrase[]
}

/** A position of the camera in the scene of a tile. Each field is 0 by default; all but `roll` and `zoom` are percentages. */
export interface CameraPosition {
  /** To the right, of the width of the picture. Near things move more. */
  x?: number
  /** Up, of the width of the picture. */
  y?: number
  /** Forward, of the distance to the subject. */
  z?: number
  /** Turned to the right, of the width of the picture. Everything moves equally. */
  pan?: number
  /** Turned up, of the width of the picture. */
  tilt?: number
  /** Rolled clockwise, in degrees. */
  roll?: number
  /** The focal length. @default 1 */
  zoom?: number
  /** Where the sailing boat is, to the right of its place, of the width of the picture. */
  boat?: number
}

/** How the scene of a tile looks. */
export interface SceneLook {
  /** Colors that differ from an afternoon in clear weather. */
  colors?: Partial<SceneColors>
  /** A CSS filter over the picture. */
  filter?: string
  /** Pictures per second, for animation that is drawn or modelled by hand. @default as many as the display shows */
  framesPerSecond?: number
  /** What lies over the picture. */
  texture?: 'grain' | 'scan-lines' | 'paper'
  /** Whether only the lighthouse is sharp. @default false */
  shallow?: boolean
  /** The color of the outlines, which are not drawn by default. */
  outline?: string
}

/** Colors of the scene: a lighthouse at the sea, with mountains behind and grass in front. */
export interface SceneColors {
  /** The sky, above. */
  skyTop: string
  /** The sky at the horizon. */
  skyBottom: string
  /** The sun, or the moon. */
  sun: string
  /** The clouds. */
  clouds: string
  /** The mountains, far away. */
  mountains: string
  /** The headland behind the lighthouse. */
  headland: string
  /** The sea at the horizon. */
  seaFar: string
  /** The sea in front. */
  seaNear: string
  /** The rock. */
  rock: string
  /** The tower and the house. */
  tower: string
  /** The stripes of the tower, and the roof. */
  stripes: string
  /** The lamp. */
  lamp: string
  /** The beam of the lamp. @default none */
  beam: string
  /** The sails. */
  sails: string
  /** The grass in front. */
  grass: string
}
