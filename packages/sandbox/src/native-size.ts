/** Pixels of a ratio such as `16:9` and a tier such as `720p`: the tier is the length of the shorter side. Both are even. */
export function nativeSize(aspectRatio: string, resolution: string): string {
  const [across = 16, down = 9] = aspectRatio.split(':').map(Number)
  const shorter = resolution.toLowerCase() === '4k' ? 2160 : 2 * Math.round(Number.parseInt(resolution, 10) / 2)
  const longer = 2 * Math.round((shorter * Math.max(across, down)) / Math.min(across, down) / 2)
  return across >= down ? `${longer}x${shorter}` : `${shorter}x${longer}`
}
