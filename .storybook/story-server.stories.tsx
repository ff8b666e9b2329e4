import { useVideo } from '@dailies/core/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { fixturePrompts } from './fixture-video'
import { StoryServer, storyServer, storyServerOf } from './story-server'
import type { ProviderName } from './story-server-message'

const JobStatus = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  return <output>{video?.status ?? 'loading'}</output>
}

/** Every story has its own server, seeded by real calls, with a clock that the story advances. */
const meta = {
  title: 'Testing/Story server',
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

const modelOf: Record<ProviderName, string> = {
  sandbox: 'mini',
  gemini: 'gemini-omni-1.1-flash',
  fal: 'fal-ai/veo3.1',
  replicate: 'google/veo-3.1',
  openrouter: 'google/veo-3.1',
}

/** Each provider of the toolbar offers its own models and makes a video with one of them. */
export const Providers: Story = {
  play: async () => {
    for (const [provider, model] of Object.entries(modelOf) as [ProviderName, string][]) {
      const server = new StoryServer(crypto.randomUUID())
      await server.open({ provider })
      const { models } = await server.videos.capabilities()
      await expect(models?.map(({ id }) => id)).toContain(model)
      await server.create({ prompt: fixturePrompts[0] })
      await server.finishJobs()
      await expect(await server.videos.retrieve(server.ids[0] ?? '')).toMatchObject({ status: 'completed' })
      await server.close()
    }
  },
}

/** A failing server answers with an error until the network is normal again. */
export const FailingNetwork: Story = {
  play: async ({ loaded }) => {
    const { setNetworkCondition, videos } = storyServerOf(loaded)
    await setNetworkCondition('failing')
    await expect(videos.list()).rejects.toMatchObject({ status: 503 })
    await setNetworkCondition('online')
    await expect((await videos.list()).data).toHaveLength(1)
  },
}
