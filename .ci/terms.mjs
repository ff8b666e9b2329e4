// Keeps retired names and phrases out of the repository: decisions/023. Ordinary words (link, rest, place, look) are left to reviewers.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const root = new URL('..', import.meta.url).pathname

/** Words and phrases, as regular expressions without flags; matched in any case, also within identifiers and file names. */
const phrases = {
  film: 'video (the thing), file (its bytes)',
  'far[ -]?end': 'upstream or provider; in tests a fake server',
  '\\bheard\\b': 'update, received',
  verdict: 'provisional failure',
  '\\bdoubt': 'unconfirmed, provisional failure',
  '\\blets? go of\\b': 'cancels, releases',
  '\\bof another place\\b': 'uploaded',
  'waits? for nobody': 'what is limited, and how',
  'nobody names': 'lazy-loaded',
  '\\bstrangers?\\b': 'consumer, third party',
}

/** Identifiers, matched as whole words in their exact case. */
const identifiers = {
  hereAndNow: 'browserEnvironment',
  toldGrid: 'declaredGrid',
  KnownGrid: 'DeclaredGrid',
  videoFeedOf: 'getVideoStore',
  onNews: 'subscribeAll',
  VideoNews: 'VideoEvent',
  createNewsOfAll: 'createSubscribeAll',
  VideoShelf: 'VideoStore',
  stayInformed: 'watchWhileHidden',
  Heard: 'VideoUpdate',
  foldHeard: 'applyUpstreamUpdate',
  RemovedVideo: 'DeletedVideo',
  RemoveOptions: 'DeleteOptions',
  useRemoveVideo: 'useDeleteVideo',
  useHeldRemovals: 'useUndoableDelete',
  HeldRemovals: 'UseUndoableDelete',
  RefusedRemovals: 'FailedDeletions',
  useWhenDone: 'useJobNotifications',
  Notices: 'Notifier',
  CheckedSubmission: 'BeforeCreateInput',
  RefusedSubmission: 'SubmissionRejectedError',
  UpstreamSubmission: 'UpstreamJob',
  UpstreamAnswer: 'UpstreamUpdate',
  UpstreamNotice: 'UpstreamWebhook',
  upstream_refused: 'upstream_rejected',
  isRefused: 'isRetry',
  onRefused: 'onError',
  onRemoved: 'onDeleted',
  untilRecorded: 'retryUntilPersisted',
  readNotice: 'verifyWebhook',
  lookAt: 'pollJob',
  nextLook: 'nextPollDelay',
  lookTimeout: 'pollTimeoutMs',
  submitTimeout: 'createTimeoutMs',
  createTimeout: 'createTimeoutMs',
  readTimeout: 'readTimeoutMs',
  mediaTimeout: 'mediaIdleTimeoutMs',
  maxMediaWait: 'maxMediaWaitMs',
  connectTimeout: 'connectTimeoutMs',
  retainFor: 'retainForMs',
  eventsFor: 'eventStreamLifetimeMs',
  isResting: 'isIdle',
  verdictAt: 'provisionalFailureAt',
  lookedAt: 'polledAt',
  removedAt: 'deletedAt',
  runs_on: 'continues',
  max_reference_bytes: 'max_reference_image_bytes',
  maxReferenceBytes: 'maxReferenceImageBytes',
  createGate: 'createConcurrencyLimiter',
  createPlaces: 'createSlots',
  findPlace: 'matchRoute',
  refuseUnknown: 'rejectUnknown',
  letGo: 'cancelBody',
  keyedFetch: 'authenticatedFetch',
  publicFetch: 'publicAddressFetch',
  safeFetch: 'ssrfSafeFetch',
  JobProgressLine: 'JobProgressStatusText',
  JobProgressLink: 'JobProgressConnection',
  RemixPanelDescent: 'RemixPanelLineage',
  RemixPanelRefusal: 'RemixPanelErrorMessage',
  VideoPromptRefusal: 'VideoPromptErrorMessage',
  VideoLibraryTrouble: 'VideoLibraryErrorBanner',
  VideoLibraryBar: 'VideoLibrarySelectionBar',
  useLineBack: 'useOnReconnect',
  onChoose: 'onValueChange',
  OwnersVideos: 'VideoServerApi',
  ArchiveEntry: 'ArchiveWriteOptions',
  WatchableVideos: 'VideoStoreClient',
  takesUploadedVideos: 'acceptsUploadedVideos',
  withoutInlineVideo: 'stripInlineVideo',
  exclusiveSince: 'ifRefUnusedSince',
  resolveOrphan: 'resolveUnconfirmedCreate',
  CreateVerb: 'CreateOperation',
  VideoPromptHelpers: 'VideoPromptSuggestions',
  VideoLibraryStates: 'VideoLibraryPlaceholder',
  SANDBOX_PACE: 'SANDBOX_JOB_SECONDS',
}

/** Where a retired term may stay, with the reason; an entry that matches nothing fails the check too. */
const allowed = [
  { file: '.ci/terms.mjs', why: 'this list' },
  { file: 'decisions/023-use-standard-terms-and-milliseconds.md', why: 'says what was renamed' },
  { file: '.changeset/standard-terms-and-milliseconds.md', why: 'the migration table' },
  { file: 'packages/server/src/openai/upstream-options.test.ts', why: 'refuses options under their old names' },
]

const patterns = [
  ...Object.entries(phrases).map(([term, now]) => ({ pattern: new RegExp(term, 'gi'), now })),
  ...Object.entries(identifiers).map(([term, now]) => ({ pattern: new RegExp(`\\b${term}\\b`, 'g'), now })),
]
const isText = (file) => !/\.(png|webp|jpe?g|mp4|ico|woff2?)$|^pnpm-lock\.yaml$/.test(file)
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter(isText)

const complaints = []
const used = new Set()
const check = (file, where, text) => {
  for (const { pattern, now } of patterns) {
    for (const [found] of text.matchAll(pattern)) {
      if (allowed.some((entry) => entry.file === file)) used.add(file)
      else complaints.push(`${where}: "${found}" is retired; use: ${now}`)
    }
  }
}
for (const file of files.filter(Boolean)) {
  check(file, file, file)
  const lines = readFileSync(path.join(root, file), 'utf8').split('\n')
  for (const [index, line] of lines.entries()) check(file, `${file}:${index + 1}`, line)
}
for (const { file } of allowed)
  if (!used.has(file)) complaints.push(`.ci/terms.mjs: ${file} holds no retired term any more; take it off the list.`)

if (complaints.length > 0) {
  console.error(complaints.join('\n'))
  console.error(`${complaints.length} retired terms. The reason is decisions/023; ARCHITECTURE has a glossary.`)
  process.exit(1)
}
console.log(`terms: ${files.length} files, no retired term`)
