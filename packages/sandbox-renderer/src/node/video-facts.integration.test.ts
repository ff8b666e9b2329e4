import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readMp4 } from '@dailies/sandbox/testing/read-mp4'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { videoRenderer } from './video-renderer'

const renderer = videoRenderer()
const hasFfprobe = spawnSync('ffprobe', ['-version']).status === 0
const witness = hasFfprobe ? 'says ffprobe too' : 'says our own reader alone, without an ffprobe'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dailies-videos-'))
})
afterAll(async () => {
  await renderer.close?.()
  await rm(folder, { recursive: true })
})

interface Facts {
  format: { duration: string }
  streams: Record<string, string | number>[]
}

/** What ffprobe says after it has decoded every picture. */
async function probe(video: Uint8Array): Promise<Facts> {
  const file = path.join(folder, 'video.mp4')
  await writeFile(file, video)
  const wanted =
    'format=duration:stream=codec_name,width,height,pix_fmt,color_space,r_frame_rate,duration,nb_read_frames'
  const options = ['-v', 'error', '-count_frames', '-of', 'json', '-show_entries', wanted]
  return JSON.parse(execFileSync('ffprobe', [...options, file], { encoding: 'utf8' }))
}

const videos = [
  ...[1, 2, 3].flatMap((seconds) => [
    { width: 320, height: 192, rate: 24, seconds },
    { width: 192, height: 320, rate: 24, seconds },
    { width: 720, height: 1280, rate: 16, seconds },
  ]),
  // Not a multiple of 16, in which H.264 counts, so what is too much must be cropped.
  { width: 1920, height: 1080, rate: 16, seconds: 1 },
]

test.each(videos)(
  `a video of $width by $height and $seconds s is H.264 and AAC of exactly that, and starts fast: ${witness}`,
  async ({ width, height, rate, seconds }) => {
    const request = { seed: 7, width, height, seconds, prompts: ['A paper boat on a quiet lake'] as [string] }
    const { video } = await renderer.render(request)
    const { boxes, duration, tracks } = readMp4(video)
    expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'))
    expect(duration).toBe(seconds)
    const pictures = { kind: 'vide', codec: 'avc1', width, height, duration: seconds, sampleCount: rate * seconds }
    expect(tracks).toEqual([
      expect.objectContaining(pictures),
      expect.objectContaining({ kind: 'soun', codec: 'mp4a' }),
    ])
    expect(tracks[1]?.duration).toBeLessThanOrEqual(seconds)
    if (!hasFfprobe) return

    const { format, streams } = await probe(video)
    expect(Number(format.duration)).toBe(seconds)
    expect(streams[0]).toEqual({
      codec_name: 'h264',
      width,
      height,
      pix_fmt: 'yuv420p',
      color_space: 'bt709',
      r_frame_rate: `${rate}/1`,
      duration: seconds.toFixed(6),
      nb_read_frames: String(rate * seconds),
    })
    expect(streams[1]).toMatchObject({ codec_name: 'aac' })
  },
  30_000,
)
