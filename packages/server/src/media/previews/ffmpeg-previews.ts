import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import type { PreviewImage, PreviewGenerator, PreviewSource, PreviewVariant } from './previews'
import { checkOptions, text, timerMs, wholeNumber } from '../../options'
import type { OptionKinds } from '../../options'

/** Options of {@link ffmpegPreviews}. */
export interface FfmpegPreviewsOptions {
  /** The ffmpeg command, or its path. @default 'ffmpeg' */
  command?: string
  /** Tiles per row of the spritesheet. @default 5 */
  columns?: number
  /** Rows of tiles in the spritesheet. @default 5 */
  rows?: number
  /** Longer side of a tile, in pixels. @default 256 */
  tileSide?: number
  /** Longer side of the thumbnail, in pixels. @default 640 */
  thumbnailSide?: number
  /** Timeout of one ffmpeg run, in milliseconds. @default 60_000 */
  timeoutMs?: number
}

/**
 * The demuxer for each media type. ffmpeg must not probe the format: a file may be a playlist that references local
 * files.
 */
const demuxers: Partial<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/webm': 'matroska',
  'video/x-matroska': 'matroska',
  'video/x-msvideo': 'avi',
  'image/gif': 'gif',
}

/** Position of the thumbnail as a fraction of the duration: after a fade-in. */
const thumbnailPosition = 0.4

const optionKinds: OptionKinds<FfmpegPreviewsOptions> = {
  command: text,
  columns: wholeNumber(1),
  rows: wholeNumber(1),
  tileSide: wholeNumber(2),
  thumbnailSide: wholeNumber(2),
  timeoutMs: timerMs,
}

/**
 * Generates thumbnails and spritesheets with an installed ffmpeg.
 *
 * Its `make` rejects if ffmpeg is missing, fails or times out. The video is then archived without previews.
 *
 * @example createVideoServer({ archive, previews: ffmpegPreviews(), … })
 */
export function ffmpegPreviews(options: FfmpegPreviewsOptions = {}): PreviewGenerator {
  checkOptions<FfmpegPreviewsOptions>('ffmpegPreviews', options, optionKinds)
  const { command = 'ffmpeg', columns = 5, rows = 5, tileSide = 256, thumbnailSide = 640, timeoutMs = 60_000 } = options
  const run = promisify(execFile)
  // Even sides, which chroma subsampling requires for tiles. The expression works in every version of ffmpeg.
  const scaleTo = (side: number): string => `scale='if(gt(iw,ih),${side},-2)':'if(gt(iw,ih),-2,${side})'`

  async function make(
    { body, seconds, wanted, signal }: PreviewSource,
    demuxer: string,
    folder: string,
  ): Promise<Partial<PreviewImages>> {
    const file = path.join(folder, 'video')
    await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(file), {
      signal,
    })
    const renderImage = async (name: string, seek: string[], filter: string): Promise<Uint8Array<ArrayBuffer>> => {
      const output = path.join(folder, name)
      const input = ['-protocol_whitelist', 'file', '-f', demuxer, '-i', file]
      const outputOptions = [
        '-an',
        '-frames:v',
        '1',
        '-vf',
        `${filter},format=yuvj420p`,
        '-q:v',
        '4',
        '-f',
        'mjpeg',
        '-y',
        output,
      ]
      await run(command, ['-v', 'error', '-nostdin', ...seek, ...input, ...outputOptions], {
        timeout: timeoutMs,
        signal,
      })
      return new Uint8Array(await readFile(output))
    }
    const hasDuration = seconds > 0
    const made: Partial<PreviewImages> = {}
    if (wanted.includes('thumbnail')) {
      const seek = hasDuration ? ['-ss', (seconds * thumbnailPosition).toFixed(3)] : []
      made.thumbnail = {
        bytes: await renderImage('thumbnail.jpg', seek, scaleTo(thumbnailSide)),
        contentType: 'image/jpeg',
      }
    }
    if (wanted.includes('spritesheet') && hasDuration) {
      const count = columns * rows
      const filter = `fps=${count}/${seconds}:round=up,${scaleTo(tileSide)},tile=${columns}x${rows}`
      const bytes = await renderImage('spritesheet.jpg', [], filter)
      made.spritesheet = { bytes, contentType: 'image/jpeg', grid: { columns, rows } }
    }
    return made
  }

  return {
    async make(video) {
      const demuxer = demuxers[video.contentType]
      if (demuxer === undefined) {
        await video.body.cancel()
        return {}
      }
      const folder = await mkdtemp(path.join(tmpdir(), 'dailies-previews-'))
      try {
        return await make(video, demuxer, folder)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

type PreviewImages = Record<PreviewVariant, PreviewImage>
