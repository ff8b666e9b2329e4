import { useRunningJobs } from '@dailies/core/react'
import useSWR from 'swr'

const read = async (url: string): Promise<{ credits: number }> => {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The balance could not be read: ${response.status}`)
  return response.json()
}

/** The credits of the user, read again when a video starts or ends. A refund comes shortly after a failure. */
export function Balance() {
  const running = useRunningJobs().ids.length
  const { data } = useSWR(['/api/credits', running], ([url]) => read(url), {
    keepPreviousData: true,
    refreshInterval: 3_000,
  })
  return <output className="balance">{data && `${data.credits} ${data.credits === 1 ? 'credit' : 'credits'}`}</output>
}
