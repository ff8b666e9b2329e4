/** Width and height, in pixels. */
export interface PixelSize {
  /** In pixels. */
  width: number
  /** In pixels. */
  height: number
}

/** Reads a size such as `1280x720`; undefined where it is none. */
export function readSize(size: string | null | undefined): PixelSize | undefined {
  const [, width, height] = /^(\d+)[x:*](\d+)$/i.exec(size ?? '') ?? []
  return Number(width) > 0 && Number(height) > 0 ? { width: Number(width), height: Number(height) } : undefined
}
