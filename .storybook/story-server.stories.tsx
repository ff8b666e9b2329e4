import { useVideo } from '@dailies/core/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { fixturePrompts } from './fixture-video'
import { storyServer, storyServerOf } from './story-server'

const JobStatus = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  return <output>{video?.status ?? 'loading'}</output>
}

/** Every story has its own server, seeded by real calls, with a clock that the story advances. */
const meta = {
  title: 'Story server',
  tags: ['!autodocs'],
  component: JobStatus,
  loaders: [
    storyServer(async ({ create }) => {
      await create({ prompt: fixturePrompts[0] })
    }),
  ],
  args: { id: '' },
  render: (_args, { loaded }) => <JobStatus id={storyServerOf(loaded).ids[0] ?? ''} />,
} satisfies Meta<typeof JobStatus>

export default meta
type Story = StoryObj<typeof meta>

/** The job waits for the clock. Once it is advanced, the video is completed and supports range requests. */
export const Completes: Story = {
  play: async ({ canvas, loaded }) => {
    const { finishJobs, videos, ids } = storyServerOf(loaded)
    await expect(await canvas.findByText('queued')).toBeVisible()
    await finishJobs()
    await expect(await canvas.findByText('completed', {}, { timeout: 10_000 })).toBeVisible()
    const response = await videos.content(ids[0] ?? '', 'video', { range: 'bytes=4-7' })
    await expect(response.status).toBe(206)
    await expect(await response.text()).toBe('ftyp')
  },
}
