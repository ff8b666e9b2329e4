import type { Video } from '@dailies/core'
import { useState } from 'react'
import useSWRInfinite from 'swr/infinite'

interface Page {
  data: { owner: string; video: Video }[]
  hasMore: boolean
  lastId: string | null
}

async function read(url: string): Promise<Page> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The server answered with ${response.status}.`)
  return (await response.json()) as Page
}

/** The videos of all users, newest first. */
export function AdminVideos() {
  const [status, setStatus] = useState('failed')
  const { data, error, size, setSize, isLoading } = useSWRInfinite<Page, Error>(
    (_index: number, previous: Page | null) => {
      if (previous && !previous.hasMore) return null
      return `/admin/videos?status=${status}${previous ? `&after=${previous.lastId}` : ''}`
    },
    read,
  )
  const rows = data?.flatMap((page) => page.data) ?? []
  return (
    <>
      <select aria-label="Status" value={status} onChange={(event) => setStatus(event.target.value)}>
        <option value="failed">Failed</option>
        <option value="completed">Completed</option>
        <option value="">All</option>
      </select>
      <table aria-busy={isLoading}>
        <thead>
          <tr>
            <th>User</th>
            <th>Prompt</th>
            <th>Model</th>
            <th>Status</th>
            <th>Cost</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ owner, video }) => (
            <tr key={video.id}>
              <td>{owner}</td>
              <td>{video.prompt}</td>
              <td>{video.model}</td>
              <td>
                {video.status === 'completed' ? (
                  <a href={`/admin/videos/${encodeURIComponent(owner)}/${video.id}`}>Watch</a>
                ) : (
                  (video.error?.message ?? video.status)
                )}
              </td>
              <td>{video.assets?.cost}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {error && <p role="alert">{error.message}</p>}
      {data?.at(-1)?.hasMore && (
        <button type="button" onClick={() => void setSize(size + 1)}>
          Show more
        </button>
      )}
    </>
  )
}
