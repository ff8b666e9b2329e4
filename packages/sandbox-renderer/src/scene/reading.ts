import { hashText, oneOf, randomFrom } from '../random'
import type { Random } from '../random'
import type { PaletteName } from './palette'

export type Setting = 'hills' | 'mountains' | 'forest' | 'desert' | 'sea' | 'city' | 'lights'
type Weather = 'clear' | 'stars' | 'snow' | 'rain' | 'fireflies'
export type Subject = 'boat' | 'birds' | 'house' | 'lighthouse' | 'balloon' | 'lanterns'

/** What a whole picture can be painted around. */
export type Motif = 'coffee' | 'lamp' | 'bread' | 'rainy window' | 'cat' | 'market' | 'train' | 'car'

/** What a prompt asks for, as far as the scene can show it. */
export interface Reading {
  motif: Motif | undefined
  /** The colour of the motif, as `#rrggbb`, where the prompt says it. */
  colour: string | undefined
  setting: Setting
  palette: PaletteName
  weather: Weather
  subjects: readonly Subject[]
}

const motifs: readonly (readonly [Motif, RegExp])[] = [
  [
    'coffee',
    /\b(coffees?|cappuccinos?|espressos?|latte|tea|tea ?cup|teacups?|mugs?|cups? of \w+|kaffee\w*|tee ?tasse|tasse)\b/,
  ],
  ['rainy window', /\b(rain\w*|drops?)\b.*\bwindows?\b|\bwindows?\b.*\b(rain\w*|drops?)\b/],
  ['market', /\b(markets?|bazaars?|souk|market ?stalls?|flea ?market|markt\w*|basar)\b/],
  ['cat', /\b(cats?|kittens?|kitty|tabby|katzen?|kätzchen|kater)\b/],
  ['train', /\b(trains?|locomotives?|steam engine|railways?|züge|zug|eisenbahn|dampflok\w*|lokomotive)\b/],
  ['bread', /\b(bread|loaf|loaves|bak(er|ers|ery|ing)|dough|croissants?|brot\w*|bäcker\w*|teig)\b/],
  ['lamp', /\b(lamps?|desk|lampe\w*|schreibtisch)\b/],
  ['car', /\b(cars?|taxis?|convertible|coup[eé]|roadster|automobiles?|road ?trip|autos?|wagen|cabrio)\b/],
]

const colours: Readonly<Record<string, string>> = {
  red: '#c8412f',
  orange: '#d97a2c',
  ginger: '#d98a45',
  yellow: '#e2b02b',
  green: '#3f8a55',
  turquoise: '#2f8f96',
  blue: '#3562a8',
  purple: '#74478f',
  pink: '#e08aa5',
  white: '#efe9dc',
  black: '#33313a',
  grey: '#8d8c92',
  gray: '#8d8c92',
  silver: '#b9bdc2',
  brown: '#7d5334',
}

const settings: readonly (readonly [Setting, RegExp])[] = [
  [
    'lights',
    /\b(close.?up|macro|portrait|bokeh|interior|room|kitchen|desk|table|studio|face|hands?|dog|nahaufnahme|zimmer|hund)\b/,
  ],
  [
    'sea',
    /\b(seas?|oceans?|beach|coast|shore|harbou?r|lakes?|river|water|waves?|boats?|ships?|sail\w*|island|lighthouse|underwater|surf\w*|whale|meer|strand|fluss|wasser|boot|schiff|insel|leuchtturm)\b/,
  ],
  [
    'city',
    /\b(city|cities|street|town|skyline|urban|neon|tokyo|paris|london|york|berlin|rooftops?|traffic|tram|stadt|stra(ß|ss)e)\b/,
  ],
  ['forest', /\b(forests?|woods?|trees?|pines?|jungle|fox|deer|bear|owl|wald|wälder|baum|bäume|fuchs)\b/],
  ['desert', /\b(deserts?|dunes?|sand|sahara|canyon|camel|mars|cactus|wüste|düne\w*)\b/],
  ['mountains', /\b(mountains?|alps?|peaks?|cliffs?|glaciers?|summit|volcano|eagle|berge?|alpen|gipfel)\b/],
  ['hills', /\b(hills?|fields?|meadows?|valley|farm|garden|countryside|horses?|wiese|feld\w*|hügel|garten)\b/],
]

const lights: readonly (readonly [PaletteName, RegExp])[] = [
  ['night', /\b(night|midnight|moon\w*|stars?|starry|nocturnal|space|galaxy|nacht|mond|sterne)\b/],
  ['dusk', /\b(dusk|sunset|evening|twilight|abend\w*|sonnenuntergang|dämmerung)\b/],
  ['dawn', /\b(dawn|sunrise|morning|morgen\w*|sonnenaufgang)\b/],
  ['frost', /\b(snow\w*|winter|ice|icy|frost\w*|arctic|glaciers?|schnee|eis|winterlich)\b/],
  ['mist', /\b(fog\w*|mist\w*|haz[ey]|rain\w*|storm\w*|cloud\w*|grey|gray|nebel|regen|sturm)\b/],
  ['amber', /\b(lamps?|candle\w*|fire\w*|lantern\w*|golden?|warm|autumn|amber|orange|lampe|kerze\w*|herbst|warm\w*)\b/],
  ['day', /\b(noon|day|daylight|sun|sunny|sunlit|bright|summer|blue|tag|mittag|sonne|sommer|blau\w*)\b/],
  ['jade', /\b(green|spring|jungle|emerald|moss|grün\w*|frühling)\b/],
  ['rose', /\b(pink|rose|blossom\w*|cherry|purple|violet|red|rosa|rote[nrs]?|lila)\b/],
]

const weathers: readonly (readonly [Weather, RegExp])[] = [
  ['snow', /\b(snow\w*|blizzard|schnee\w*)\b/],
  ['rain', /\b(rain\w*|storm\w*|drizzle|regen\w*|sturm)\b/],
  ['fireflies', /\b(firefl\w+|sparks?|magic\w*|glowing|candle\w*|glühwürmchen|funken)\b/],
  ['stars', /\b(night|stars?|starry|space|galaxy|moon\w*|nacht|sterne|mond)\b/],
]

const subjects: readonly (readonly [Subject, RegExp])[] = [
  ['boat', /\b(boats?|ships?|sail\w*|fisher\w*|boot|schiff|segel\w*)\b/],
  ['lighthouse', /\b(lighthouses?|leuchtturm)\b/],
  ['house', /\b(house|cabin|hut|cottage|home|farm|village|haus|hütte|dorf)\b/],
  ['balloon', /\b(balloons?|airship|ballon\w*)\b/],
  ['birds', /\b(birds?|gulls?|seagulls?|cranes?|eagle|swallows?|flock|wings?|vögel|vogel|möwe\w*)\b/],
  ['lanterns', /\b(lanterns?|lampions?|paper lights|laterne\w*)\b/],
]

const lands: readonly [Setting, ...Setting[]] = ['hills', 'mountains', 'sea', 'desert', 'forest']

const moods: readonly [PaletteName, ...PaletteName[]] = [
  'dawn',
  'dusk',
  'amber',
  'rose',
  'jade',
  'mist',
  'day',
  'night',
]

const named = <Thing>(table: readonly (readonly [Thing, RegExp])[], text: string): Thing[] =>
  table.filter(([, words]) => words.test(text)).map(([thing]) => thing)

/** Reads a line of takes: the first prompt sets the scene, each later one changes what it names, and always something. */
export function readPrompts(seed: number, prompts: readonly [string, ...string[]]): Reading {
  const [first, ...changes] = prompts
  const random = randomFrom(hashText(first, seed))
  let reading = readFirst(random, first.toLowerCase())
  for (const change of changes) reading = readChange(reading, change.toLowerCase(), seed)
  return reading
}

function readFirst(random: Random, prompt: string): Reading {
  // The lamp of a lighthouse stands on no desk.
  const motif = named(motifs, prompt).find((each) => each !== 'lamp' || !/\b(lighthouses?|leuchtturm)\b/.test(prompt))
  const colour = motif && colourBefore(motif, prompt)
  // A red car is no reason for a red sky.
  const text = colour === undefined ? prompt : prompt.replace(colour, '')
  const asked = named(subjects, text)
  // A close-up of a boat is of a boat on the water.
  const isOnWater = asked.includes('boat')
  const setting =
    named(settings, text).find((each) => each !== 'lights' || !isOnWater) ??
    oneOf(random, motif === 'train' ? ['hills', 'mountains'] : lands)
  const palette = named(lights, text)[0] ?? oneOf(random, moodsOf(setting))
  const weather = named(weathers, text)[0] ?? (palette === 'night' ? 'stars' : 'clear')
  return { motif, colour: colour && colours[colour], setting, palette, weather, subjects: asked }
}

/** The name of a colour that stands before the motif, or one word before that. */
function colourBefore(motif: Motif, text: string): string | undefined {
  const [, words] = motifs.find(([name]) => name === motif) ?? []
  const before = words && text.slice(0, words.exec(text)?.index)
  return before
    ?.split(/[^a-z]+/)
    .filter(Boolean)
    .slice(-2)
    .findLast((word) => word in colours)
}

function moodsOf(setting: Setting): readonly [PaletteName, ...PaletteName[]] {
  if (setting === 'lights') return ['amber', 'dusk', 'night']
  return setting === 'desert' ? ['dawn', 'dusk', 'amber', 'rose', 'day'] : moods
}

function readChange(before: Reading, text: string, seed: number): Reading {
  const [light] = named(lights, text)
  const [weather = before.weather] = named(weathers, text)
  const asked = named(subjects, text)
  const isShown =
    light !== undefined || weather !== before.weather || asked.some((subject) => !before.subjects.includes(subject))
  const others = moods.filter((mood) => mood !== before.palette)
  const another = others[hashText(text, seed) % others.length] ?? before.palette
  return {
    motif: before.motif,
    colour: before.colour,
    setting: before.setting,
    palette: light ?? (isShown ? before.palette : another),
    weather,
    subjects: [...new Set([...before.subjects, ...asked, ...(isShown ? [] : extra(before))])],
  }
}

/** Something new where a change names nothing that can be shown. */
function extra({ subjects: shown }: Reading): Subject[] {
  const candidates: Subject[] = ['birds', 'lanterns', 'balloon']
  return candidates.filter((subject) => !shown.includes(subject)).slice(0, 1)
}
