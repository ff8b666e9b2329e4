/** Width and height of a size such as `1280x720`. */
export function pixelsOf(size: string): { width: number; height: number } {
  const [width, height] = size.split('x').map(Number)
  if (!width || !height) throw new TypeError(`"${size}" is not a size in pixels: write it as 1280x720.`)
  return { width, height }
}
