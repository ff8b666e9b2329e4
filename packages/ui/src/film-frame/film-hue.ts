const hues = 12

/** One of twelve hues, the same for an id wherever it is shown: as a data attribute, so the colour is there without a `style` attribute. */
export function filmHue(id: string): number {
  let sum = 0
  for (let index = 0; index < id.length; index += 1) sum = (sum * 31 + id.charCodeAt(index)) % 65_521
  return sum % hues
}
