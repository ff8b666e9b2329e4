import { part } from '../primitives'
import { filmHue } from './film-hue'
import { filmFit, FilmShape } from './film-shape'

/** What a frame must know of its film. */
export interface FilmFrameOwnProps {
  /** Pixels, as `1280x720`. */
  size: string
  /** Draws the colour of the empty field. */
  id: string
}

/** A box in the film's own shape, filled with a still field in a colour drawn from the id; what is put into it covers the field. */
export const FilmFrame = /* @__PURE__ */ part<'div', FilmFrameOwnProps>(
  'div',
  'dl-film',
  function FilmFrame({ size, id, children, ...props }) {
    return {
      ...props,
      'data-hue': filmHue(id),
      'data-fit': filmFit(size),
      children: (
        <>
          <FilmShape size={size} />
          {children}
        </>
      ),
    }
  },
)
