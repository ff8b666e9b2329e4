import { saveFile } from '../primitives'

/** Where a download is written to: a file that the user chose, or the memory of the page. */
export interface DownloadTarget {
  /** Writes the stream and gives the file to the user. If it fails, nothing is left that looks like the file. */
  save(stream: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void>
}

/** https://wicg.github.io/file-system-access, in Chromium */
interface FilePicker {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle>
}

const hasPicker = (page: object): page is FilePicker => 'showSaveFilePicker' in page

/**
 * Asks the user for a file where the browser can stream to one; otherwise the file is collected in memory. Call it in a click,
 * because browsers ask only then.
 *
 * @returns undefined if the user chose none
 */
export async function openTarget(name: string): Promise<DownloadTarget | undefined> {
  const page: object = globalThis
  if (!hasPicker(page)) return inMemory(name)
  let handle: FileSystemFileHandle
  try {
    handle = await page.showSaveFilePicker({ suggestedName: name })
  } catch (error) {
    // A frame of another origin may not ask.
    return isNamed(error, 'AbortError') ? undefined : inMemory(name)
  }
  return { save: async (stream, signal) => stream.pipeTo(await handle.createWritable(), { signal }) }
}

const inMemory = (name: string): DownloadTarget => ({
  save: async (stream, signal) => {
    const parts: Blob[] = []
    // Small blobs at once: a browser keeps them on disk once there are many.
    const collect = new WritableStream<Uint8Array>({
      write: (bytes) => {
        parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]))
      },
    })
    await stream.pipeTo(collect, { signal })
    saveFile(new File(parts, name, { type: 'application/zip' }))
  },
})

const isNamed = (error: unknown, name: string): boolean => error instanceof DOMException && error.name === name
