import type { ReferenceLimits } from '@dailies/core'

/** A kind of references, as the limits of a model name it. */
export type ReferenceKind = keyof ReferenceLimits

const typesOf: Record<ReferenceKind, string> = {
  images: 'image/jpeg,image/png,image/webp',
  videos: 'video/mp4,video/webm,video/quicktime',
  audios: 'audio/*',
}

/** The kinds, in the order in which they are named. */
const kinds = ['images', 'videos', 'audios'] as const satisfies ReferenceKind[]

/** The kinds that a model accepts, with how many of each. */
export const limitsOf = (limits: ReferenceLimits | undefined): [kind: ReferenceKind, limit: number][] =>
  kinds.flatMap((kind) => (limits?.[kind] ? [[kind, limits[kind]]] : []))

/** The `accept` of a file input for these references. */
export const acceptOf = (limits: ReferenceLimits | undefined): string =>
  limitsOf(limits)
    .map(([kind]) => typesOf[kind])
    .join(',')

/** The kind of a file; undefined if it is no reference. */
export const kindOf = ({ type }: Blob): ReferenceKind | undefined =>
  kinds.find((kind) => type.startsWith(kind === 'images' ? 'image/' : kind === 'videos' ? 'video/' : 'audio/'))

/** The first references of each kind that the model accepts, in their order. */
export const withinLimits = <Reference extends { file: Blob }>(
  references: readonly Reference[],
  limits: ReferenceLimits | undefined,
): Reference[] => {
  const left = new Map(limitsOf(limits))
  return references.filter(({ file }) => {
    const kind = kindOf(file)
    const free = (kind && left.get(kind)) ?? 0
    if (kind) left.set(kind, free - 1)
    return free > 0
  })
}
