import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pixelsOf } from './pixels-of'
import type { RenderedVideo, Renderer } from './renderer'
import { renderedSample } from './sample-renderer'
import { nearestSample, sampleFile } from './samples'
import type { Sample } from './samples'

/** Which sample to read. */
export interface SampleVideoOptions {
  /** Pixels, as `1280x720`. @default '320x192' */
  size?: string
  /** Length, in seconds. @default 1 */
  seconds?: number
}

/**
 * Reads the sample closest to a size and length: the files that a sandbox without a renderer serves, for tests that
 * need a real video.
 */
export const sampleVideo = ({ size = '320x192', seconds = 1 }: SampleVideoOptions = {}): RenderedVideo =>
  read(nearestSample({ ...pixelsOf(size), seconds }))

/** The renderer of a sandbox that was given none. */
export const fileSamples: Renderer = {
  async render(request, { signal } = {}) {
    signal?.throwIfAborted()
    return read(nearestSample(request))
  },
}

const cached = new Map<Sample, RenderedVideo>()

// Synchronously: a job then completes within microtasks, so a test that advances a manual clock never waits for the disk.
function read(sample: Sample): RenderedVideo {
  const known = cached.get(sample)
  if (known) return known
  const file = (variant: 'video' | 'thumbnail' | 'spritesheet') =>
    new Uint8Array(readFileSync(path.join(import.meta.dirname, '../samples', sampleFile(sample, variant))))
  const video = renderedSample(sample, {
    video: file('video'),
    thumbnail: file('thumbnail'),
    spritesheet: file('spritesheet'),
  })
  cached.set(sample, video)
  return video
}
