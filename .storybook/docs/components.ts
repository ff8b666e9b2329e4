/** Keys and what they do while the focus is on the component or a part. */
export interface KeyRow {
  /** As on the keyboard, `Ctrl+Enter` with a modifier. */
  keys: readonly string[]
  action: string
}

/** A data attribute for style sheets and tests. */
export interface AttributeRow {
  /** The part that has it. */
  part: string
  attribute: string
  /** Its values, or when it is set. */
  value: string
}

/** What the page of a component shows besides what is derived from the sources. A test compares it with them. */
export interface ComponentFacts {
  /** The folder below `packages/ui/src`, which is also the name of its entry point. */
  folder: string
  /** More folders whose keys and attributes it has. */
  folders?: readonly string[]
  keys: readonly KeyRow[]
  attributes: readonly AttributeRow[]
}

const playerKeys = [
  { keys: ['Space', 'K'], action: 'plays, pauses' },
  { keys: ['←', '→'], action: 'one second back, forward, in the direction of the seek bar' },
  { keys: [',', '.'], action: 'one frame back, forward, while paused' },
  { keys: ['M'], action: 'turns the sound off, on' },
  { keys: ['F'], action: 'enters, leaves full screen' },
]
const playerLoop = { keys: ['L'], action: 'loops, or not' }
const sliderKeys = [
  { keys: ['←', '→', '↑', '↓'], action: 'on the slider: a step back, forward' },
  { keys: ['Home', 'End'], action: 'on the slider: the start, the end' },
  { keys: ['Page Up', 'Page Down'], action: 'on the slider: a fifth forward, back' },
  { keys: ['0', '9'], action: 'on the slider, 0 to 9: that tenth of the video' },
]

const set = (when: string) => `set ${when}`
const disabled = (part: string) => ({ part, attribute: 'data-disabled', value: set('while its controls do nothing') })

/** The components, in the order in which an app meets them. */
export const components: Record<string, ComponentFacts> = {
  VideoPrompt: {
    folder: 'video-prompt',
    keys: [
      { keys: ['Ctrl+Enter', 'Cmd+Enter'], action: 'submits the prompt' },
      {
        keys: ['↑', '↓'],
        action: 'in an empty prompt: earlier prompts, and forward again; in the list of models: the previous, next one',
      },
      { keys: ['Ctrl+Z', 'Cmd+Z'], action: 'brings a replaced draft back' },
      { keys: ['Home', 'End'], action: 'in the list of models, in the tiles of phrases: the first, the last' },
      { keys: ['Space', 'Enter'], action: 'in the list of models: selects' },
      { keys: ['←', '→', '+', '-'], action: 'in the crop: moves the frame, zooms; with Shift in larger steps' },
      { keys: ['Escape'], action: 'closes the list of models, or the crop' },
    ],
    attributes: [
      { part: 'VideoPromptRoot', attribute: 'data-state', value: 'idle, submitting' },
      {
        part: 'VideoPromptRoot',
        attribute: 'data-error',
        value: 'the field with an error, such as prompt; form for an error of the form as a whole',
      },
      { part: 'VideoPromptRoot', attribute: 'data-dropping', value: set('while a file or frame is dragged over it') },
      disabled('VideoPromptRoot'),
      { part: 'VideoPromptModelPicker', attribute: 'data-state', value: 'open, closed' },
      { part: 'VideoPromptModelPicker', attribute: 'data-value', value: 'the id of the selected model' },
      {
        part: 'VideoPromptModelPicker',
        attribute: 'data-active',
        value: set('in its list, on the model that the arrow keys are at'),
      },
      {
        part: 'VideoPromptFirstFrame, VideoPromptLastFrame',
        attribute: 'data-state',
        value: 'empty, decoding, filled',
      },
      { part: 'VideoPromptFirstFrame, VideoPromptLastFrame', attribute: 'data-shape', value: 'landscape, portrait' },
      {
        part: 'VideoPromptFirstFrame, VideoPromptLastFrame, VideoPromptReferences',
        attribute: 'data-frame-slot',
        value: 'first, last, reference: what a frame that is dropped there becomes',
      },
      { part: 'VideoPromptFromVideo', attribute: 'data-slot', value: 'first, last, reference: which image it fills' },
      { part: 'VideoPromptFromVideo', attribute: 'data-state', value: 'open, closed' },
      { part: 'VideoPromptEnhance', attribute: 'data-state', value: 'idle, pending, suggested, failed' },
      { part: 'VideoPromptSuggestions', attribute: 'data-named', value: set('on an aspect that the prompt mentions') },
      { part: 'VideoPromptPhrases', attribute: 'data-list', value: 'the id of its list of phrases' },
      { part: 'VideoPromptPhrases', attribute: 'data-state', value: 'open, closed' },
      { part: 'VideoPromptPhrases', attribute: 'data-named', value: set('if the prompt has one of its phrases') },
      { part: 'VideoPromptCharacterCount', attribute: 'data-over', value: set('above the limit') },
      { part: 'VideoPromptParameters', attribute: 'data-parameter', value: 'the name of the parameter' },
      { part: 'VideoPromptParameters', attribute: 'data-type', value: 'the type of the parameter, such as boolean' },
    ],
  },
  JobProgress: {
    folder: 'job-progress',
    keys: [{ keys: ['Escape'], action: 'in a confirmation: keeps the job running' }],
    attributes: [
      {
        part: 'JobProgressRoot',
        attribute: 'data-status',
        value: 'queued, in_progress, completed, failed; unknown until it has loaded',
      },
      {
        part: 'JobProgressRoot, JobProgressConnection',
        attribute: 'data-connection',
        value: 'live, polling, retrying, offline, closed',
      },
      { part: 'JobProgressRoot', attribute: 'data-code', value: 'the code of the failure, such as moderation_blocked' },
      { part: 'JobProgressRoot', attribute: 'data-cancelled', value: set('if the job was cancelled') },
      { part: 'JobProgressBar', attribute: 'data-state', value: 'determinate, indeterminate' },
      { part: 'JobProgressCancel', attribute: 'data-state', value: 'running, cancelling' },
    ],
  },
  VideoPlayer: {
    folder: 'video-player',
    folders: ['playback', 'spritesheet-scrubber'],
    keys: [...playerKeys, playerLoop, ...sliderKeys],
    attributes: [
      {
        part: 'VideoPlayerRoot',
        attribute: 'data-state',
        value: 'waiting, ready, failed, expired, unplayable, rejected',
      },
      disabled('VideoPlayerRoot'),
      { part: 'VideoPlayerSeekBar', attribute: 'data-playing', value: set('while the video plays') },
    ],
  },
  VideoLibrary: {
    folder: 'video-library',
    folders: ['lineage'],
    keys: [
      { keys: ['←', '→', '↑', '↓', 'Home', 'End'], action: 'moves between videos; with Shift extends the selection' },
      { keys: ['X', 'F'], action: 'selects the video, marks it as a favorite' },
      { keys: ['R', 'L', 'D'], action: 'reuses its prompt, starts from its last frame, downloads it' },
      { keys: ['S'], action: 'moves the focus to the scrubber of the card' },
      { keys: ['T', 'C'], action: 'shows the takes of a stack, compares them' },
      { keys: ['Escape'], action: 'clears the selection, stacks the takes, or leaves the scrubber' },
      { keys: ['J', 'K'], action: 'in the dialog: the previous, the next video' },
      { keys: ['?'], action: 'in the dialog: shows all keys' },
    ],
    attributes: [
      { part: 'VideoLibraryRoot', attribute: 'data-state', value: 'loading, ready, empty, failed' },
      { part: 'VideoLibraryRoot', attribute: 'data-filter', value: 'the selected filter' },
      { part: 'VideoCard', attribute: 'data-video', value: 'the id of the video' },
      {
        part: 'VideoCard',
        attribute: 'data-open',
        value: set('on its actions, while a touch screen shows all of them'),
      },
      {
        part: 'VideoLibraryDialog',
        attribute: 'data-status',
        value: 'on the videos beside the open one: their status',
      },
    ],
  },
  SpritesheetScrubber: {
    folder: 'spritesheet-scrubber',
    keys: sliderKeys,
    attributes: [
      { part: 'SpritesheetScrubberRoot', attribute: 'data-state', value: 'idle, loading, ready, unavailable' },
      { part: 'SpritesheetScrubberRoot', attribute: 'data-active', value: set('while the user is scrubbing') },
      { part: 'SpritesheetScrubber', attribute: 'data-fit', value: 'wide, tall: how the video fits its frame' },
    ],
  },
  RemixPanel: {
    folder: 'remix-panel',
    folders: ['lineage'],
    keys: [
      { keys: ['Enter'], action: 'in the field: submits' },
      { keys: ['↑', '↓', 'Home', 'End'], action: 'in the lineage: moves between videos' },
    ],
    attributes: [
      { part: 'RemixPanelRoot', attribute: 'data-operation', value: 'remix, edit, extend' },
      { part: 'RemixPanelRoot', attribute: 'data-state', value: 'idle, submitting' },
      disabled('RemixPanelRoot'),
      { part: 'RemixPanelComparison', attribute: 'data-view', value: 'wipe, side-by-side' },
      { part: 'RemixPanelComparison', attribute: 'data-playing', value: set('while both videos play') },
    ],
  },
  VideoCompare: {
    folder: 'video-compare',
    folders: ['playback', 'spritesheet-scrubber'],
    keys: [...playerKeys, ...sliderKeys],
    attributes: [
      { part: 'VideoCompareRoot', attribute: 'data-view', value: 'side-by-side, wipe, difference' },
      { part: 'VideoCompareRoot', attribute: 'data-playing', value: set('while the videos play') },
      { part: 'VideoCompareRoot', attribute: 'data-waiting', value: set('while they wait for a file') },
      disabled('VideoCompareRoot'),
      { part: 'VideoCompareFrames', attribute: 'data-count', value: 'the number of videos' },
      { part: 'VideoCompareFrames', attribute: 'data-fit', value: 'wide, tall' },
    ],
  },
  Storyboard: {
    folder: 'storyboard',
    folders: ['playback', 'spritesheet-scrubber'],
    keys: [
      ...playerKeys,
      { keys: ['←', '→', 'Home', 'End'], action: 'on a shot: the previous, next, first, last shot' },
      { keys: ['Alt+←', 'Alt+→'], action: 'on a shot: moves it' },
      { keys: ['Delete', 'Backspace'], action: 'on a shot: removes it' },
      { keys: ['←', '→', '↑', '↓'], action: 'on a trim handle: by a frame' },
      { keys: ['Page Up', 'Page Down'], action: 'on a trim handle: by a second' },
      { keys: ['I', 'O'], action: 'starts, ends the shot on the screen at this frame' },
    ],
    attributes: [
      { part: 'StoryboardRoot', attribute: 'data-state', value: 'empty, ready' },
      { part: 'StoryboardRoot', attribute: 'data-playing', value: set('while it plays') },
      { part: 'StoryboardRoot', attribute: 'data-waiting', value: set('while it waits for a file') },
      disabled('StoryboardRoot'),
      { part: 'StoryboardStrip', attribute: 'data-dropping', value: set('while a shot is dragged over it') },
      { part: 'StoryboardStrip', attribute: 'data-selected', value: set('on the selected shot') },
      { part: 'StoryboardStrip', attribute: 'data-current', value: set('on the shot on the screen') },
      { part: 'StoryboardStrip', attribute: 'data-dragged', value: set('on the shot that is dragged') },
      { part: 'StoryboardStrip', attribute: 'data-drop', value: 'before, after: where the dragged shot would go' },
      { part: 'StoryboardShotFrame', attribute: 'data-shot', value: 'the id of the shot' },
      { part: 'StoryboardShotFrame', attribute: 'data-fit', value: 'wide, tall: how the video fits its frame' },
      { part: 'StoryboardTrim', attribute: 'data-trimmed', value: set('if a part of the video is left out') },
      { part: 'StoryboardTrim', attribute: 'data-edge', value: 'start, end: on a handle' },
      {
        part: 'StoryboardExport',
        attribute: 'data-state',
        value: 'ready, checking, exporting, or why it cannot be exported',
      },
    ],
  },
}

/** The names of the components. */
export const componentNames: readonly string[] = Object.keys(components)

/** Attributes that only our own style sheets and handlers read. They may change at any time. */
export const internalAttributes: readonly string[] = [
  'data-action',
  'data-bound',
  'data-draft',
  'data-hue',
  'data-justified',
  'data-openable',
  'data-picture',
  'data-position',
  'data-references',
  'data-take',
  'data-takes',
  'data-text',
  'data-variant',
]
