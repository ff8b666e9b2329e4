import sharp from 'sharp'

/**
 * Encodes a recording as an animated WebP that repeats: at most `rate` frames per second, equal ones as one, `speed`
 * times as fast.
 *
 * @param {{ frames: readonly import('./recorder.mjs').Recorded[], end: number }} recording
 * @param {{ width: number, rate: number, speed: number, quality: number }} options
 */
export async function encodeWebp({ frames, end }, { width, rate, speed, quality }) {
  const step = 1_000 / rate
  /** @type {{ image: Buffer, delay: number }[]} */
  const kept = []
  for (let time = 0, index = 0; time < end; time += step * speed) {
    while ((frames[index + 1]?.at ?? Infinity) <= time) index += 1
    const { image } = frames[index] ?? frames[0] ?? { image: Buffer.alloc(0) }
    const last = kept.at(-1)
    if (last?.image === image) last.delay += step
    else kept.push({ image, delay: step })
  }
  const images = await Promise.all(kept.map(({ image }) => sharp(image).resize({ width }).png().toBuffer()))
  return sharp(images, { join: { animated: true } })
    .webp({
      quality,
      effort: 4,
      loop: 0,
      delay: kept.map(({ delay }) => Math.round(delay)),
      minSize: false,
      mixed: true,
    })
    .toBuffer()
}
