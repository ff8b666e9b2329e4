import { useVideo } from '@dailies/core/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { fixturePrompts } from './fixture-video'
import { stage, stageOf } from './stage'

const Told = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  return <output>{video?.status ?? 'asking'}</output>
}

/** What every story stands on: a stage of its own, seeded by real calls, with a clock that the story turns. */
const meta = {
  title: 'Stage',
  tags: ['!autodocs'],
  component: Told,
  loaders: [
    stage(async ({ create }) => {
      await create({ prompt: fixturePrompts[0] })
    }),
  ],
  args: { id: '' },
  render: (_args, { loaded }) => <Told id={stageOf(loaded).ids[0] ?? ''} />,
} satisfies Meta<typeof Told>

export default meta
type Story = StoryObj<typeof meta>

/** The job waits for the clock; once turned, the film is there and answers a range. */
export const Completes: Story = {
  play: async ({ canvas, loaded }) => {
    const { flush, videos, ids } = stageOf(loaded)
    await expect(await canvas.findByText('queued')).toBeVisible()
    await flush()
    await expect(await canvas.findByText('completed', {}, { timeout: 10_000 })).toBeVisible()
    const film = await videos.content(ids[0] ?? '', 'video', { range: 'bytes=4-7' })
    await expect(film.status).toBe(206)
    await expect(await film.text()).toBe('ftyp')
  },
}
