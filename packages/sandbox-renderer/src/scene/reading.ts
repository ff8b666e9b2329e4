import { hashText, oneOf, randomFrom } from '../random'
import type { Random } from '../random'
import type { PaletteName } from './palette'

export type Setting = 'hills' | 'mountains' | 'forest' | 'desert' | 'sea' | 'city' | 'lights'
type Weather = 'clear' | 'stars' | 'snow' | 'rain' | 'fireflies'
export type Subject = 'boat' | 'birds' | 'house' | 'lighthouse' | 'balloon' | 'lanterns'

/** What a prompt asks for, as far as the scene can show it. */
export interface Reading {
  setting: Setting
  palette: PaletteName
  weather: Weather
  subjects: readonly Subject[]
}

const settings: readonly (readonly [Setting, RegExp])[] = [
  [
    'lights',
    /\b(close.?up|macro|portrait|bokeh|interior|room|kitchen|desk|table|studio|face|hands?|cat|dog|nahaufnahme|zimmer|katze|hund)\b/,
  ],
  [
    'sea',
    /\b(seas?|oceans?|beach|coast|shore|harbou?r|lakes?|river|water|waves?|boats?|ships?|sail\w*|island|lighthouse|underwater|surf\w*|whale|meer|strand|fluss|wasser|boot|schiff|insel|leuchtturm)\b/,
  ],
  [
    'city',
    /\b(city|cities|street|town|skyline|urban|neon|tokyo|paris|london|york|berlin|rooftops?|traffic|car|train|tram|stadt|stra(ß|ss)e|zug)\b/,
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

function readFirst(random: Random, text: string): Reading {
  const setting = named(settings, text)[0] ?? oneOf(random, ['hills', 'mountains', 'sea', 'desert', 'forest'])
  const mood = setting === 'lights' ? oneOf<PaletteName>(random, ['amber', 'dusk', 'night']) : oneOf(random, moods)
  const palette = named(lights, text)[0] ?? mood
  const weather = named(weathers, text)[0] ?? (palette === 'night' ? 'stars' : 'clear')
  return { setting, palette, weather, subjects: named(subjects, text) }
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
