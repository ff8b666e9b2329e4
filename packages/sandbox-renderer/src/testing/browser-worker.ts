import { browserRenderer } from '../browser/browser-renderer'
import type { RenderRequest } from '@dailies/sandbox/browser'
import type { PixelSize } from '../environment'
import type { DrawingOptions } from '../render-video'

/** From the page to the worker; a reference image is encoded in Base64, as are all bytes that pass to the test. */
export type PageMessage =
  | { type: 'render'; number: number; request: RenderRequest; image?: string; options: DrawingOptions }
  | { type: 'abort'; number: number }
  | { type: 'drawn'; number: number; bitmap: ImageBitmap }

/** The files of a video, encoded in Base64. */
type EncodedFiles = Record<'video' | 'thumbnail' | 'spritesheet', string>

/** From the worker to the page. */
export type WorkerMessage =
  | { type: 'draw'; number: number; svg: string; size: PixelSize }
  | { type: 'rendered'; number: number; files: EncodedFiles; width: number; height: number; seconds: number }
  | { type: 'failed'; number: number; error: string }

const send = (message: WorkerMessage) => postMessage(message)
const drawings = new Map<number, (bitmap: ImageBitmap) => void>()
const running = new Map<number, AbortController>()
let drawingCount = 0

const drawSvg = (svg: string, size: PixelSize) =>
  new Promise<ImageBitmap>((resolve) => {
    const number = (drawingCount += 1)
    drawings.set(number, resolve)
    send({ type: 'draw', number, svg, size })
  })

addEventListener('message', ({ data }: MessageEvent<PageMessage>) => {
  if (data.type === 'drawn') drawings.get(data.number)?.(data.bitmap)
  if (data.type === 'abort') running.get(data.number)?.abort(new Error('the test aborts it'))
  if (data.type === 'render') void render(data)
})

const renderers = new Map<string, ReturnType<typeof browserRenderer>>()

async function render({ number, request, image, options }: Extract<PageMessage, { type: 'render' }>): Promise<void> {
  const controller = new AbortController()
  running.set(number, controller)
  const key = JSON.stringify(options)
  const renderer = renderers.get(key) ?? browserRenderer({ ...options, drawSvg })
  renderers.set(key, renderer)
  const whole = image === undefined ? request : { ...request, referenceImage: fromBase64(image) }
  try {
    const { video, thumbnail, spritesheet, ...size } = await renderer.render(whole, { signal: controller.signal })
    const files = { video: toBase64(video), thumbnail: toBase64(thumbnail), spritesheet: toBase64(spritesheet) }
    send({ type: 'rendered', number, files, ...size })
  } catch (error) {
    send({ type: 'failed', number, error: error instanceof Error ? error.message : String(error) })
  }
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}
