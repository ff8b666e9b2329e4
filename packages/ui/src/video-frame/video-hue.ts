const hues = 10

/**
 * One of ten hues for the placeholder colour, derived from the last character of the id, so that a video has the same
 * one everywhere. It is rendered as a data attribute, so that no `style` attribute is needed.
 */
export const videoHue = (id: string): number => (id.codePointAt(id.length - 1) ?? 0) % hues
