import type { VideosClient } from '@dailies/core'
import { BlobSource, CustomSource, Input, MP4, QTFF, WEBM } from 'mediabunny'

const formats = [MP4, QTFF, WEBM]

/** A file that is read in ranges, without loading all of it. */
export interface RemoteFile {
  input: Input
  size: number
  read(start: number, end: number): Promise<Uint8Array>
}

// Enough for the header of most files, which have it at their start.
const firstBytes = 65_536

/** Opens a video by requests of ranges through the client, so that the page need not be allowed to read its storage. */
export async function openRemote(client: VideosClient, videoId: string, signal: AbortSignal): Promise<RemoteFile> {
  const fetchRange = async (start: number, end: number) => {
    const response = await client.content(videoId, 'video', {
      range: `bytes=${start}-${end - 1}`,
      redirect: false,
      signal,
    })
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  const { response, bytes: first } = await fetchRange(0, firstBytes)
  const total = Number(response.headers.get('content-range')?.split('/')[1])
  // A server without ranges has sent all of it.
  const size = response.status === 206 && total > 0 ? total : first.length
  const read = async (start: number, end: number) =>
    end <= first.length ? first.subarray(start, end) : (await fetchRange(start, end)).bytes
  return { input: new Input({ source: new CustomSource({ getSize: () => size, read }), formats }), size, read }
}

/** Loads a whole video. It is in memory until the input is disposed of. */
export async function openWhole(client: VideosClient, videoId: string, signal: AbortSignal): Promise<Input> {
  const response = await client.content(videoId, 'video', { redirect: false, signal })
  return new Input({ source: new BlobSource(await response.blob()), formats })
}
