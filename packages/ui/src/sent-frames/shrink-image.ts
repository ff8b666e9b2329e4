/** Wide enough for a card, in pixels. */
const maxWidth = 480

/** A small copy of an image. @throws DOMException if it cannot be read */
export async function shrinkImage(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, maxWidth / bitmap.width)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return new Promise((resolve, reject) => {
    const done = (image: Blob | null) => (image ? resolve(image) : reject(new Error('The image could not be encoded.')))
    canvas.toBlob(done, 'image/jpeg', 0.8)
  })
}
