/** Width and height, in pixels. */
export interface PixelSize {
  /** Width in pixels. */
  width: number
  /** Height in pixels. */
  height: number
}

/** Parses a pixel size such as `1280x720`, `1280:720` or `1280*720`; returns undefined for any other value. */
export function parseSize(size: string | null | undefined): PixelSize | undefined {
  const [, width, height] = /^(\d+)[x:*](\d+)$/i.exec(size ?? '') ?? []
  return Number(width) > 0 && Number(height) > 0 ? { width: Number(width), height: Number(height) } : undefined
}
