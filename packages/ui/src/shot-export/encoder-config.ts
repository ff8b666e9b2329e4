/** What the pictures of an export are encoded as: H.264 High, which every player has. */
export const encoderConfig = (width: number, height: number): VideoEncoderConfig => ({
  // Level 4.0 is for up to 1920x1080 at 30 frames per second, level 5.1 for 4096x2160.
  codec: width * height > 1920 * 1088 ? 'avc1.640033' : 'avc1.640028',
  width,
  height,
  // About 0.15 bits for each pixel of 24 frames per second: generated pictures have fine grain.
  bitrate: Math.max(1_000_000, Math.round(width * height * 24 * 0.15)),
  latencyMode: 'quality',
})

/** Whether this browser encodes pictures of a size. Without WebCodecs, as in an insecure page, it does not. */
export async function canEncodePictures(width: number, height: number): Promise<boolean> {
  if (!('VideoEncoder' in globalThis)) return false
  const { supported } = await VideoEncoder.isConfigSupported(encoderConfig(width, height)).catch(() => ({
    supported: false,
  }))
  return supported === true
}
