import { useVideosClient, useVideoValues } from '@dailies/core/react'
import { useState } from 'react'

/** The client, for a request that no hook sends. */
export const SizeOfFile = ({ id }: { id: string }) => {
  const client = useVideosClient()
  const [status] = useVideoValues([id], (video) => video?.status)
  const [bytes, setBytes] = useState<number>()
  const read = async () => {
    const response = await client.content(id)
    setBytes((await response.blob()).size)
  }
  return (
    <p>
      <button type="button" disabled={status !== 'completed'} onClick={() => void read()}>
        Read the file
      </button>{' '}
      <output>{bytes !== undefined && `${bytes} bytes`}</output>
    </p>
  )
}
