/**
 * What only the packages of Dailies share with each other: the reducer of a job, the parsers of responses, and the
 * arithmetic of estimates and spritesheets. It is not stable: a minor release may change or drop any name of it.
 *
 * @packageDocumentation
 */
export { applyUpdate } from './apply-update'
export { browserEnvironment } from './environment'
export { createEstimator, findRunTimeStats } from './estimate'
export type { Estimator } from './estimate'
export { parseErrorFields } from './parse-error'
export type { ErrorFields } from './parse-error'
export { fieldsOf, isFields, textOf } from './parse-fields'
export type { Fields } from './parse-fields'
export { listItems, parseJob } from './parse-job'
export type { ParsedJob } from './parse-job'
export { parseRetryAfter } from './parse-retry-after'
export { parseStatusValue } from './parse-status'
export type { ParsedStatus } from './parse-status'
export { pollDelay } from './poll-delay'
export type { PollDelayOptions } from './poll-delay'
export { declaredGrid, inferSpritesheetGrid, possibleGrids } from './spritesheet'
export { createVideoMatcher } from './video-filter'
export type { FilteredVideo } from './video-filter'
export { toVideoError } from './video-error'
export { createIdempotencyKey } from './videos-client'
