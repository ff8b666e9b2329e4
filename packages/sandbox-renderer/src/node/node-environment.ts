import { registerAacEncoder } from '@mediabunny/aac-encoder'
import { canEncodeAudio } from 'mediabunny'
import sharp from 'sharp'
import { encodePad } from '../encode/encode-pad'
import { imageQuality } from '../environment'
import type { RenderEnvironment } from '../environment'
import { encodePictures } from './encode-pictures'

/** Pictures by sharp, H.264 and AAC by encoders in WebAssembly. */
export const nodeEnvironment: RenderEnvironment = {
  async drawSvg(svg, { width, height }, enlarged) {
    const drawn = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer()
    if (width === enlarged.width && height === enlarged.height) return { data: drawn, width, height }
    // From pixels: sharp would draw an SVG anew in the larger size.
    const data = await sharp(drawn, { raw: { width, height, channels: 4 } })
      .resize(enlarged.width, enlarged.height, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer()
    return { data, ...enlarged }
  },

  async decodeImage(image, { width, height }) {
    const data = await sharp(image)
      .resize(width, height, { fit: 'cover' })
      .flatten({ background: '#ffffff' })
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer()
    return { data, width, height }
  },

  encodeImage: ({ data, width, height }, type) =>
    sharp(data, { raw: { width, height, channels: 3 } })
      .toFormat(type, { quality: imageQuality[type] })
      .toBuffer(),

  encodePictures,

  async encodeSound(pad, seconds) {
    if (!(await canEncodeAudio('aac'))) registerAacEncoder()
    return encodePad('aac', pad, seconds)
  },
}
