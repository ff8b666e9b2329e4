import type { VideoVariant } from '@dailies/core'

/** A prerendered video in the folder `samples`; `npx --yes pnpm@10.34.9 samples` renders them anew. */
export interface Sample {
  /** Pixels. */
  width: number
  height: number
  /** Length, in seconds. */
  seconds: number
  /** What it shows. */
  prompt: string
}

/** All samples. Scenes with little texture, because they compress best. */
export const samples: readonly [Sample, ...Sample[]] = [
  { width: 320, height: 192, seconds: 1, prompt: 'A paper boat on a calm sea' },
  { width: 320, height: 192, seconds: 2, prompt: 'Mountains at noon' },
  { width: 320, height: 192, seconds: 4, prompt: 'A lighthouse at dusk' },
  { width: 192, height: 320, seconds: 1, prompt: 'A balloon over hills' },
  { width: 1280, height: 720, seconds: 4, prompt: 'Dunes at dawn' },
  { width: 720, height: 1280, seconds: 4, prompt: 'A brass lamp on a desk at night' },
]

const extensions = { video: 'mp4', thumbnail: 'webp', spritesheet: 'jpg' } as const satisfies Record<
  VideoVariant,
  string
>

/** Name of a file of a sample, such as `320x192-1s.mp4`. */
export const sampleFile = ({ width, height, seconds }: Sample, variant: VideoVariant): string =>
  `${width}x${height}-${seconds}s.${extensions[variant]}`

/** The sample closest to a request: in aspect ratio, then in size, then in length. */
export function nearestSample({ width, height, seconds }: Omit<Sample, 'prompt'>): Sample {
  const distances: readonly ((sample: Sample) => number)[] = [
    (sample) => ratioOf(sample.width / sample.height, width / height),
    (sample) => ratioOf(sample.width * sample.height, width * height),
    (sample) => Math.abs(sample.seconds - seconds),
  ]
  return samples.reduce((nearest, sample) => {
    const difference = distances.map((distance) => distance(sample) - distance(nearest)).find((each) => each !== 0)
    return difference !== undefined && difference < 0 ? sample : nearest
  })
}

/** How far two values are apart as a factor: a half is as far from one as two. */
const ratioOf = (one: number, other: number) => Math.abs(Math.log(one / other))
