import { createVideosClient, isVideoError, type Video } from '@dailies/core'
import { captureFrame, type FrameTime } from '../frames'

/** What a capture on the test page ended with. */
export interface CapturedFrame {
  /** The number of the frame, read from its pixels; null where they contradict one another. */
  number: number | null
  /** Its size in pixels. */
  size: string
  name: string
  type: string
}

/** Functions of the test page for frames, called by the tests. */
export interface FramesPage {
  /** Captures frames one after another. */
  capture(video: Video, times: FrameTime[], headers?: Record<string, string>): Promise<CapturedFrame[]>
  /** The error of a capture that must fail. */
  fail(video: Video, at: FrameTime): Promise<{ code: string; message: string }>
  /** Aborts one capture while it runs, and one that waits for it. @returns the reasons, and the next capture */
  abort(video: Video): Promise<{ reasons: string[]; next: CapturedFrame }>
}

declare global {
  interface Window {
    frameTests: FramesPage
  }
}

// Eight blocks in a row are the bits of the number, and the row below has them inverted.
const readNumber = (context: CanvasRenderingContext2D, width: number, height: number): number | null => {
  const isLight = (block: number, row: number): boolean => {
    const { data } = context.getImageData(((block + 0.5) * width) / 8, ((row + 0.5) * height) / 2, 1, 1)
    return (data[0] ?? 0) > 128
  }
  let number = 0
  for (let block = 0; block < 8; block += 1) {
    if (isLight(block, 0) === isLight(block, 1)) return null
    if (isLight(block, 0)) number += 2 ** block
  }
  return number
}

const inspect = async (file: File): Promise<CapturedFrame> => {
  const bitmap = await createImageBitmap(file)
  const canvas = document.createElement('canvas')
  canvas.width = bitmap.width
  canvas.height = bitmap.height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.drawImage(bitmap, 0, 0)
  const { width, height } = bitmap
  return { number: readNumber(context, width, height), size: `${width}x${height}`, name: file.name, type: file.type }
}

const clientWith = (headers: Record<string, string> = {}) => createVideosClient({ baseURL: '/api', headers })

window.frameTests = {
  async capture(video, times, headers) {
    const client = clientWith(headers)
    const captured: CapturedFrame[] = []
    for (const at of times) captured.push(await inspect(await captureFrame({ client, video, at })))
    return captured
  },
  fail: (video, at) =>
    captureFrame({ client: clientWith(), video, at }).then(
      () => ({ code: '', message: 'captured' }),
      (error: unknown) => ({ code: isVideoError(error) ? error.code : '', message: String(error) }),
    ),
  async abort(video) {
    const client = clientWith()
    const controller = new AbortController()
    const { signal } = controller
    const aborted = [0.5, 1].map((at) => captureFrame({ client, video, at, signal }).then(String, String))
    await new Promise((resolve) => setTimeout(resolve, 5))
    controller.abort('the user left')
    return {
      reasons: await Promise.all(aborted),
      next: await inspect(await captureFrame({ client, video, at: 'first' })),
    }
  },
}
