/**
 * Texts of VideoPrompt. An entry with vertical bars is a list. `…Signs` are keywords that show that a prompt covers
 * an aspect, see `seemsToName`.
 */
export const videoPrompt = {
  name: 'New video',
  label: 'Prompt',
  placeholder: 'Describe one shot: what the camera sees, what happens, where, in what light.',
  charactersLeft: { one: '{count} character left', other: '{count} characters left' },
  charactersOver: { one: '{count} character too many', other: '{count} characters too many' },
  empty: 'Write what the video shows.',
  tooLong: 'This prompt is too long for the video service.',

  suggestions: 'A good prompt names',
  named: '{aspect}, named',
  notNamed: '{aspect}, not named yet',
  shot: 'shot',
  subject: 'subject',
  action: 'action',
  setting: 'setting',
  light: 'light',
  shotSigns:
    'shot | close-up | close up | closeup | wide | aerial | tracking | dolly | pan | zoom* | camera | macro | view | lens | handheld | drone',
  subjectSigns: 'a | an | the | two | three | some | my | his | her | someone | people',
  actionSigns:
    '*ing | runs | walks | moves | turns | falls | opens | flies | swims | dances | looks | drifts | rises | jumps | rolls | passes | pours',
  settingSigns:
    'in a | in the | in an | on a | on the | at a | at the | inside | outside | under | beside | along | through | above | across | over the',
  lightSigns:
    'light* | sun* | dawn | dusk | golden hour | shadow* | moon* | neon | lamp* | candle* | glow* | backlit | overcast | dark* | bright* | night | noon',
  shotPhrases: 'wide shot | close-up | slow tracking shot | view from above',
  subjectPhrases: 'an old fisherman | a red fox | a paper boat | two children',
  actionPhrases: 'walking towards the camera | turning slowly | looking up | drifting past',
  settingPhrases: 'in a quiet harbour | on a mountain road | in a small kitchen | under tall trees',
  lightPhrases: 'in the light of early morning | at golden hour | lit by a single lamp | under an overcast sky',

  model: 'Model',
  size: 'Size',
  seconds: 'Length',
  providerDefault: 'Default',
  aspectRatio: 'Aspect ratio',
  resolution: 'Resolution',
  more: 'More',
  sound: 'Sound',
  seed: 'Seed',
  randomSeed: 'Random',
  negativePrompt: 'Negative prompt',
  negativePromptHint: 'What the video must not show',
  landscape: '{size}, landscape',
  portrait: '{size}, portrait',
  square: '{size}, square',

  addFirstFrame: 'Add a first frame',
  editFirstFrame: 'First frame {name}. Change the crop',
  decoding: 'Opening the image',
  crop: 'Crop the first frame',
  cropHint: 'Drag to move, pinch or scroll to enlarge. With the keyboard: arrows, plus and minus.',
  cropArea: 'Image, {size}',
  cropState: 'Enlarged {zoom}, {across} across, {down} down',
  zoom: 'Enlarge',
  cropDone: 'Done',
  replaceFirstFrame: 'Choose another',
  clearFirstFrame: 'Remove',

  time: 'renders in {range}',
  submit: 'Generate',
  submitting: 'Sending',
  shortcut: '{key} and Enter',
  editPrompt: 'Edit prompt',
  cropToFit: 'Crop to fit',
  keepDraft: 'Keep as draft',
} as const
