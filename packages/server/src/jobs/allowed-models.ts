import { VideoError } from '@dailies/core'
import type { ModelCapabilities, VideoShape } from '@dailies/core'
import type { Allow } from './permit'

/**
 * The upstream's models, filtered by `allow`; a model without a size or length left is dropped.
 *
 * @throws VideoError `misconfigured`
 */
export function allowedModels(models: ModelCapabilities[], allow: Allow = {}): ModelCapabilities[] {
  const allowed = models
    .filter(({ id }) => allow.models?.includes(id) ?? true)
    .map((model) => allowedPart(model, allow))
    .filter(({ sizes, seconds }) => sizes.length > 0 && seconds.length > 0)
  if (allowed.length > 0 || models.length === 0) return allowed
  throw new VideoError(
    `The option allow excludes all of the upstream's models (${models.map(({ id }) => id).join(', ')}). Add one of them, with one of its sizes and lengths.`,
    { code: 'misconfigured' },
  )
}

function allowedPart(model: ModelCapabilities, allow: Allow): ModelCapabilities {
  const sizes = model.sizes.filter((size) => allow.sizes?.includes(size) ?? true)
  const seconds = model.seconds.filter((length) => allow.seconds?.includes(length) ?? true)
  if (!model.shapes) return { ...model, sizes, seconds }
  const shapes = model.shapes.map((shape) => allowedShape(shape, allow))
  // A shape that has lengths of its own is dropped with the last of them.
  const dropped = new Set(shapes.flatMap((shape) => (shape.seconds?.length === 0 ? [shape.size] : [])))
  return {
    ...model,
    sizes: sizes.filter((size) => !dropped.has(size)),
    seconds,
    shapes: shapes.filter(({ size }) => sizes.includes(size) && !dropped.has(size)),
  }
}

const allowedShape = (shape: VideoShape, { seconds }: Allow): VideoShape =>
  shape.seconds && seconds ? { ...shape, seconds: shape.seconds.filter((length) => seconds.includes(length)) } : shape
