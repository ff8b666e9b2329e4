import type { DrawSvg } from './browser-environment'

/** Draws an SVG document, in a page: workers have no element that reads one. A Content Security Policy must allow `img-src data:`. */
export const drawSvgInPage: DrawSvg = async (svg, { width, height }) => {
  const image = new Image(width, height)
  // A blob URL would do as well, but it has to be revoked, and taints the canvas of some versions of Safari.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  return createImageBitmap(image, { resizeWidth: width, resizeHeight: height })
}
