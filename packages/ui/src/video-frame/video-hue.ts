const hues = 10

/** One of ten hues, by the last sign of the id, the same wherever it is shown: as a data attribute, so the colour is there without a `style` attribute. */
export const videoHue = (id: string): number => (id.codePointAt(id.length - 1) ?? 0) % hues
