/** Width and height, in pixels. */
export interface PixelSize {
  /** Width in pixels. */
  width: number
  /** Height in pixels. */
  height: number
}

/**
 * Parses a size in pixels, such as `1280x720`; servers also separate width and height by a colon, an asterisk or a
 * multiplication sign. Returns undefined for any other value.
 */
export function parseSize(size: unknown): PixelSize | undefined {
  const [, width, height] = typeof size === 'string' ? (/^\s*(\d{1,5})\s*[x:*×]\s*(\d{1,5})\s*$/i.exec(size) ?? []) : []
  return Number(width) > 0 && Number(height) > 0 ? { width: Number(width), height: Number(height) } : undefined
}
