import { VideoError, shapesOf } from '@dailies/core'
import type { CreateVideo, ModelCapabilities, VideoShape } from '@dailies/core'

type Asked = Pick<CreateVideo, 'size' | 'aspect_ratio' | 'resolution'>
type Shape = Pick<VideoShape, 'size'> & Partial<VideoShape>

const names = ['aspect_ratio', 'resolution'] as const

/**
 * The shape of a new video: the first of the model's that has the requested size, aspect ratio and resolution.
 *
 * @throws VideoError `invalid_request` that names the field and what the model offers instead, also if the size
 *   contradicts another field
 */
export function resolveShape(
  model: Pick<ModelCapabilities, 'label' | 'sizes' | 'shapes'>,
  asked: Asked,
): Shape | undefined {
  const known = shapesOf(model)
  const offered = model.sizes.map((size): Shape => known.find((shape) => shape.size === size) ?? { size })
  let matching = offered
  if (asked.size !== undefined) {
    matching = offered.filter(({ size }) => size === asked.size)
    if (matching.length === 0)
      throw invalid('size', `size must be one of ${model.sizes.join(', ')}; it is "${asked.size.slice(0, 60)}".`)
  }
  for (const name of names) {
    const value = asked[name]
    if (value === undefined) continue
    const before = matching
    matching = matching.filter((shape) => shape[name] === value)
    if (matching.length === 0)
      throw mismatch(model.label, name, value, asked, valuesOf(offered, name), valuesOf(before, name))
  }
  return matching[0]
}

const valuesOf = (shapes: Shape[], name: (typeof names)[number]): string[] => [
  ...new Set(shapes.flatMap((shape) => shape[name] ?? [])),
]

function mismatch(
  label: string,
  name: (typeof names)[number],
  value: string,
  { size, aspect_ratio: ratio }: Asked,
  all: string[],
  left: string[],
): VideoError {
  const quoted = `"${value.slice(0, 60)}"`
  if (!all.includes(value)) {
    const what = all.length === 0 ? `${label} has no such choice` : `${label} has ${all.join(', ')}`
    return invalid(name, `${name} is ${quoted}, but ${what}.`)
  }
  if (size !== undefined)
    return invalid(name, `${name} is ${quoted}, but a size of ${size} is ${left.join(', ')}. Send only one of the two.`)
  return invalid(name, `${name} is ${quoted}, but in ${String(ratio)} ${label} has ${left.join(', ')}.`)
}

const invalid = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })
