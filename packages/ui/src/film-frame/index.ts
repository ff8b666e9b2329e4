export { FilmDownload } from './film-download'
export { FilmPicture } from './film-picture'
export { FilmFrame } from './film-frame'
export type { FilmFrameOwnProps } from './film-frame'

export { filmHue } from './film-hue'
export { FilmShape, filmFit } from './film-shape'
export type { FilmShapeProps } from './film-shape'
export { useContentURL } from './use-content-url'
