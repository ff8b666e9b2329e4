// The browser reads the file after the click.
const revokeAfterMs = 60_000

/** Gives a file to the user as a download. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file)
  Object.assign(document.createElement('a'), { href: url, download: file.name }).click()
  setTimeout(() => URL.revokeObjectURL(url), revokeAfterMs)
}
