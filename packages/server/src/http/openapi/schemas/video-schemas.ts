import type {
  Asset,
  DeletedVideo,
  SpritesheetAsset,
  Video,
  VideoAssets,
  VideoFailure,
  VideoList,
  VideoRequest,
  VideoStart,
} from '@dailies/core'
import {
  always,
  constant,
  flag,
  listOf,
  nullable,
  objectOf,
  oneOfTexts,
  ref,
  text,
  unixSeconds,
  wholeNumber,
} from './schema'
import type { Schema } from './schema'

const asset = {
  state: oneOfTexts(
    'Whether the file can be downloaded, and why not: `waiting` until the video is completed, `archiving` and `ready` if it can be downloaded, `expired` once it is deleted, `unavailable` if there never was one.',
    'waiting',
    'archiving',
    'ready',
    'expired',
    'unavailable',
  ),
  url: nullable(text('Path of the file on this origin; null while it cannot be downloaded.')),
  content_type: nullable(text('Media type; null if not yet known.')),
  bytes: nullable(wholeNumber('Size; null if not known.')),
} as const

const tiles = (description: string): Schema => wholeNumber(description, { minimum: 1 })
const parameterValue: Schema = { type: ['string', 'number', 'boolean'] }
const money = (description: string): Schema => ({ type: 'number', description })

/** What the Videos API says of a video, without what a Dailies server adds. */
type VideoResource = Omit<Video, 'metadata' | 'assets'>

export const videoSchemas = {
  VideoResource: objectOf<VideoResource>(
    {
      id: text('Opaque id.'),
      object: constant('video'),
      model: text('Id of the model.'),
      status: oneOfTexts('Status of the job.', 'queued', 'in_progress', 'completed', 'failed'),
      progress: nullable({
        type: 'number',
        minimum: 0,
        maximum: 100,
        description: 'Progress in percent; null until the provider reports one.',
      }),
      created_at: unixSeconds('Creation'),
      completed_at: nullable(unixSeconds('Completion; null until then')),
      expires_at: nullable(unixSeconds('When its files expire; null if they do not')),
      prompt: nullable(text('The prompt.')),
      size: text('Width and height in pixels, as `1280x720`; empty if not known.'),
      seconds: text('Duration in seconds; empty if not known.'),
      remixed_from_video_id: nullable(text('Id of the video that a remix, an edit or an extension was made from.')),
      error: nullable(ref('VideoFailure')),
    },
    {},
  ),
  Video: {
    description: 'A video generation job: the fields of the Videos API, and what this server adds.',
    allOf: [
      ref('VideoResource'),
      objectOf<Required<Pick<Video, 'metadata' | 'assets'>>>(
        { metadata: ref('Metadata'), assets: ref('VideoAssets') },
        {},
      ),
    ],
  },
  VideoFailure: objectOf<VideoFailure>(
    { code: text('A code, such as `moderation_blocked`.'), message: text('A sentence for the user.') },
    {
      final: flag('False for a provisional failure, which a later report of the provider may still revert.'),
      accepted: always(false, 'The provider rejected the request before it accepted the job.'),
      charged: always(false, 'The provider reported that it charged nothing.'),
    },
  ),
  Metadata: {
    type: 'object',
    description:
      'Pairs of your own: up to 16, keys to 64 and values to 512 characters. `dailies.title`, `dailies.favorite` and `dailies.take_group` do not count; other keys of `dailies.` do not exist.',
    additionalProperties: { type: 'string', maxLength: 512 },
    propertyNames: { minLength: 1, maxLength: 64 },
  },
  VideoAssets: objectOf<VideoAssets>(
    {
      version: wholeNumber('Grows with every change of the video; an update with a lower one is outdated.'),
      video: ref('Asset'),
      thumbnail: ref('Asset'),
      spritesheet: ref('SpritesheetAsset'),
    },
    {
      price: money('The expected price, in the currency of the capabilities.'),
      cost: money('What the provider billed, in the same currency.'),
      disconnected: always(true, 'The provider is not connected at present.'),
      waiting: always(true, 'The job waits on this server, and nothing was sent for it.'),
      cancel_requested: always(true, 'The provider has not confirmed the requested end yet.'),
      request: ref('VideoRequest'),
      queue_position: wholeNumber('How many jobs are ahead of this one.', { minimum: 0 }),
      started: ref('VideoStart'),
    },
  ),
  Asset: objectOf<Asset>(asset, {}),
  SpritesheetAsset: objectOf<SpritesheetAsset>(asset, {
    columns: tiles('Tiles per row.'),
    rows: tiles('Rows.'),
    count: tiles('Tiles that hold an image.'),
    tile_width: tiles('Tile width in pixels.'),
    tile_height: tiles('Tile height in pixels.'),
    thumbnail_track: text('Path of a WebVTT track of the tiles.'),
  }),
  VideoRequest: objectOf<VideoRequest>(
    { operation: oneOfTexts('What created the video.', 'create', 'remix', 'edit', 'extend') },
    {
      seconds: text('What an extension added, in seconds.'),
      aspect_ratio: text('As `16:9`.'),
      resolution: text('As `720p`.'),
      generate_audio: flag('Whether it was requested with sound.'),
      seed: wholeNumber('The seed.'),
      negative_prompt: text('What the video must not show.'),
      parameters: { type: 'object', additionalProperties: parameterValue, description: 'Parameters of the model.' },
      has_file: always(true, 'The request had files, which are not kept.'),
    },
  ),
  VideoStart: objectOf<VideoStart>(
    {
      at: { type: 'number', description: 'When the job was first seen in progress, in Unix seconds.' },
      progress: { type: 'number', description: 'Its progress then, in percent.' },
    },
    {},
  ),
  VideoList: objectOf<VideoList>(
    {
      object: constant('list'),
      data: listOf(ref('Video'), 'The videos of this page.'),
      first_id: nullable(text('Id of the first video.')),
      last_id: nullable(text('The `after` of the next page.')),
      has_more: flag('Whether there is a next page.'),
    },
    {},
  ),
  DeletedVideo: objectOf<DeletedVideo>(
    {
      id: text('Id of the deleted video.'),
      object: constant('video.deleted'),
      deleted: always(true, 'A failed deletion is an error.'),
    },
    {},
  ),
} satisfies Record<string, Schema>

/** An event with its data parsed. */
const event = (name: string, data: Schema): Schema => ({
  type: 'object',
  required: ['event', 'data'],
  properties: { event: constant(name), data },
})

export const eventSchemas: Record<string, Schema> = {
  VideoEvent: {
    description: 'One server-sent event, with its `data` parsed.',
    oneOf: [ref('ChangedEvent'), ref('DeletedEvent'), ref('MissedEvent')],
  },
  ChangedEvent: { ...event('video', ref('Video')), description: 'A video was created or has changed.' },
  DeletedEvent: { ...event('deleted', ref('DeletedEventData')), description: 'A video was deleted.' },
  DeletedEventData: { type: 'object', required: ['id'], properties: { id: text('Id of the deleted video.') } },
  MissedEvent: {
    ...event('missed', { type: 'object', maxProperties: 0 }),
    description: 'Changes were missed, so the videos must be listed again.',
  },
}
