import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import type { PreviewPicture, Previews, PreviewSource, PreviewVariant } from './previews'
import { rejectRenamedOptions } from '../reject-renamed-options'

/** What is drawn, and by which program. */
export interface FfmpegPreviewsOptions {
  /** The program. @default 'ffmpeg' */
  command?: string
  /** Tiles of the spritesheet in a row. @default 5 */
  columns?: number
  /** @default 5 */
  rows?: number
  /** Longest side of a tile, in pixels. @default 256 */
  tileSide?: number
  /** Longest side of the thumbnail, in pixels. @default 640 */
  thumbnailSide?: number
  /** How long one picture may take, in milliseconds. @default 60_000 */
  timeoutMs?: number
}

/** Named, never guessed: a guessed format may be a playlist, which names files of this machine. */
const demuxers: Partial<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/webm': 'matroska',
  'video/x-matroska': 'matroska',
  'video/x-msvideo': 'avi',
  'image/gif': 'gif',
}

/** Where in the film the thumbnail is taken: past a fade-in. */
const moment = 0.4

/**
 * Pictures by an installed ffmpeg.
 *
 * @example createVideoServer({ archive, previews: ffmpegPreviews(), … })
 */
export function ffmpegPreviews({
  command = 'ffmpeg',
  columns = 5,
  rows = 5,
  tileSide = 256,
  thumbnailSide = 640,
  timeoutMs = 60_000,
  ...others
}: FfmpegPreviewsOptions = {}): Previews {
  rejectRenamedOptions('ffmpegPreviews', others, { timeout: 'timeoutMs' })
  const run = promisify(execFile)
  // Even sides, which the tiles of a picture with halved colour need; in words that every ffmpeg knows.
  const within = (side: number): string => `scale='if(gt(iw,ih),${side},-2)':'if(gt(iw,ih),-2,${side})'`

  async function make(film: PreviewSource, demuxer: string, folder: string): Promise<Partial<Pictures>> {
    const { body, seconds, wanted, signal } = film
    const file = path.join(folder, 'film')
    await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(file), {
      signal,
    })
    const picture = async (name: string, before: string[], filter: string): Promise<Uint8Array<ArrayBuffer>> => {
      const output = path.join(folder, name)
      const input = ['-protocol_whitelist', 'file', '-f', demuxer, '-i', file]
      const frame = [
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
      await run(command, ['-v', 'error', '-nostdin', ...before, ...input, ...frame], {
        timeout: timeoutMs,
        signal,
      })
      return new Uint8Array(await readFile(output))
    }
    const isTimed = seconds > 0
    const made: Partial<Pictures> = {}
    if (wanted.includes('thumbnail')) {
      const at = isTimed ? ['-ss', (seconds * moment).toFixed(3)] : []
      made.thumbnail = { bytes: await picture('thumbnail.jpg', at, within(thumbnailSide)), contentType: 'image/jpeg' }
    }
    if (wanted.includes('spritesheet') && isTimed) {
      const count = columns * rows
      const filter = `fps=${count}/${seconds}:round=up,${within(tileSide)},tile=${columns}x${rows}`
      const bytes = await picture('spritesheet.jpg', [], filter)
      made.spritesheet = { bytes, contentType: 'image/jpeg', grid: { columns, rows } }
    }
    return made
  }

  return {
    async make(film) {
      const demuxer = demuxers[film.contentType]
      if (demuxer === undefined) {
        await film.body.cancel()
        return {}
      }
      const folder = await mkdtemp(path.join(tmpdir(), 'dailies-previews-'))
      try {
        return await make(film, demuxer, folder)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

type Pictures = Record<PreviewVariant, PreviewPicture>
