import type { DeletedShare, NewShare, Share, ShareList, ShareVideo, SharedVideo } from '@dailies/core'
import { always, constant, listOf, nullable, objectOf, oneOfTexts, ref, text, unixSeconds, wholeNumber } from './schema'
import type { Schema } from './schema'

const variants = listOf(oneOfTexts('A file.', 'video', 'thumbnail', 'spritesheet'), 'The shared files.')

const share = {
  id: text('Opaque id, to delete the share. It opens nothing.'),
  object: constant('video.share'),
  video_id: text('Id of the video.'),
  variants,
  created_at: unixSeconds('Creation'),
  expires_at: nullable(unixSeconds('When it ends; null if it does not by itself')),
} as const

export const shareSchemas = {
  ShareVideo: {
    ...objectOf<ShareVideo>(
      {},
      {
        variants: nullable({ ...variants, minItems: 1, default: ['video', 'thumbnail'] }),
        expires_in: nullable(
          wholeNumber('After how many seconds it ends; up to ten years.', { minimum: 1, maximum: 315_360_000 }),
        ),
      },
    ),
    additionalProperties: false,
  },
  Share: objectOf<Share>(share, {}),
  NewShare: objectOf<NewShare>(
    {
      ...share,
      token: text('Opens the video for anyone who has it. It is returned here only.'),
      url: text('Path of the description on this origin.'),
      content_url: nullable(text('Path of the video file on this origin; null if it is not shared.')),
    },
    {},
  ),
  ShareList: objectOf<ShareList>(
    { object: constant('list'), data: listOf(ref('Share'), 'The shares that have not expired.') },
    {},
  ),
  DeletedShare: objectOf<DeletedShare>(
    {
      id: text('Id of the deleted share.'),
      object: constant('video.share.deleted'),
      deleted: always(true, 'A failed deletion is an error.'),
    },
    {},
  ),
  SharedVideo: objectOf<SharedVideo>(
    {
      object: constant('video.shared'),
      title: nullable(text('The title; null if it has none.')),
      size: text('Width and height in pixels, as `1280x720`.'),
      seconds: text('Duration in seconds.'),
      created_at: unixSeconds('Creation of the video'),
      expires_at: nullable(unixSeconds('When the share ends; null if it does not by itself')),
      files: {
        type: 'object',
        description: 'The shared files.',
        properties: { video: ref('Asset'), thumbnail: ref('Asset'), spritesheet: ref('Asset') },
      },
    },
    {},
  ),
} satisfies Record<string, Schema>
