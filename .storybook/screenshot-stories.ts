/** The screenshot of a story, taken in each theme. */
export interface Screenshot {
  name: string
  /** Width of the window, in pixels. */
  width: number
  /**
   * The time at which the page's clock is frozen, in seconds after the start of the story server, so that displayed times are
   * always equal.
   */
  frozenAt: number
  /** More screenshots of the light theme, by name. Every story has one in right-to-left, named `rtl`. */
  settings?: Record<string, ScreenshotSetting>
}

/** A setting of the page or of the system. */
export interface ScreenshotSetting {
  direction?: 'rtl'
  /** Whether the system replaces the colors of the page. */
  forcedColors?: true
  /** Width and height of the window, in pixels. Default: those of the other screenshots. */
  window?: [width: number, height: number]
  /** Font size of the page. */
  zoom?: '200%'
}

/** The stories with a screenshot, by id. */
const screenshots: Record<string, Screenshot> = {
  'components-videoprompt--inserts-phrase': { name: 'video-prompt', width: 440, frozenAt: 0 },
  'components-videoprompt-models--cards': {
    name: 'video-prompt-models',
    width: 520,
    frozenAt: 0,
    settings: { 'forced-colors': { forcedColors: true }, narrow: { window: [360, 800] } },
  },
  'components-videoprompt-drafts--suggested': {
    name: 'video-prompt-suggested',
    width: 520,
    frozenAt: 0,
  },
  'components-videoprompt-drafts--replaced': { name: 'video-prompt-replaced', width: 520, frozenAt: 0 },
  'components-videoprompt-models--several': { name: 'video-prompt-several', width: 520, frozenAt: 0 },
  'components-videoprompt-phrases--camera-moves': {
    name: 'video-prompt-camera',
    width: 520,
    frozenAt: 0,
    settings: { 'forced-colors': { forcedColors: true }, narrow: { window: [360, 800] } },
  },
  'components-videoprompt-frames-from-videos--picker': {
    name: 'video-prompt-from-video',
    width: 520,
    frozenAt: 0,
    settings: { 'forced-colors': { forcedColors: true }, narrow: { window: [360, 700] } },
  },
  'components-videoprompt-phrases--looks': { name: 'video-prompt-looks', width: 520, frozenAt: 0 },
  'components-jobprogress--rendering': { name: 'job-progress', width: 440, frozenAt: 6 },
  'components-jobprogress-developing--from-source': {
    name: 'job-progress-from-source',
    width: 640,
    frozenAt: 30,
    settings: { 'forced-colors': { forcedColors: true } },
  },
  'components-jobprogress-developing--without-picture': {
    name: 'job-progress-without-picture',
    width: 640,
    frozenAt: 8,
    settings: { 'forced-colors': { forcedColors: true } },
  },
  'components-jobprogress--declined': { name: 'job-progress-declined', width: 440, frozenAt: 20 },
  'components-spritesheetscrubber--by-keyboard': {
    name: 'spritesheet-scrubber',
    width: 392,
    frozenAt: 20,
    settings: { 'forced-colors': { forcedColors: true } },
  },
  'components-videoplayer--poster': {
    name: 'video-player',
    width: 672,
    frozenAt: 20,
    settings: { 'forced-colors': { forcedColors: true }, narrow: { window: [320, 900] } },
  },
  'components-remixpanel--wipe': { name: 'remix-panel', width: 672, frozenAt: 60 },
  'components-remixpanel--lineage-of-many': {
    name: 'remix-panel-lineage',
    width: 672,
    frozenAt: 90,
    settings: { narrow: { window: [360, 900] }, 'forced-colors': { forcedColors: true } },
  },
  'components-videocompare--four-videos': {
    name: 'video-compare',
    width: 832,
    frozenAt: 20,
    settings: { 'forced-colors': { forcedColors: true }, narrow: { window: [360, 900] } },
  },
  'components-videocompare--wipe': { name: 'video-compare-wipe', width: 672, frozenAt: 60 },
  'components-storyboard--four-shots': {
    name: 'storyboard',
    width: 832,
    frozenAt: 20,
    settings: { 'forced-colors': { forcedColors: true }, narrow: { window: [360, 900] } },
  },
  'components-storyboard--every-state': { name: 'storyboard-every-state', width: 832, frozenAt: 40 },
  'components-videolibrary--delete-running': {
    name: 'video-library-deletion',
    width: 832,
    frozenAt: 14,
    settings: { 'forced-colors': { forcedColors: true }, narrow: { window: [360, 800] } },
  },
  'components-videolibrary--every-state': {
    name: 'video-library',
    width: 832,
    frozenAt: 36,
    settings: { 'forced-colors': { forcedColors: true } },
  },
  'components-videolibrary-examples--still': {
    name: 'video-library-examples',
    width: 832,
    frozenAt: 0,
    settings: { rtl: { direction: 'rtl' }, 'forced-colors': { forcedColors: true }, narrow: { window: [360, 900] } },
  },
  'components-videolibrary--empty': { name: 'video-library-empty', width: 832, frozenAt: 0 },
  'components-videolibrary-compare--compare-selected': {
    name: 'video-library-compare',
    width: 832,
    frozenAt: 20,
    settings: { narrow: { window: [360, 700] } },
  },
  'components-videolibrary-takes--stacked': {
    name: 'video-library-takes',
    width: 832,
    frozenAt: 60,
    settings: { 'forced-colors': { forcedColors: true } },
  },
  'components-videolibrary-takes--shown': {
    name: 'video-library-takes-shown',
    width: 832,
    frozenAt: 60,
  },
  'components-videolibrary--dialog': {
    name: 'video-library-dialog',
    width: 832,
    frozenAt: 20,
    settings: {
      wide: { window: [1440, 900] },
      rtl: { direction: 'rtl', window: [1440, 900] },
      'forced-colors': { forcedColors: true },
      short: { window: [640, 360] },
      narrow: { window: [320, 640] },
      zoomed: { window: [640, 450], zoom: '200%' },
    },
  },
}

/** The screenshot of a story, if it has one. */
export const screenshotOf = (storyId: string): Screenshot | undefined =>
  Object.hasOwn(screenshots, storyId) ? screenshots[storyId] : undefined
