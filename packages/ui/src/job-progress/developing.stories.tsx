import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { storyServer, storyServerOf } from '../../../../.storybook/story-server'
import { rememberSentFrame } from '../sent-frames'
import { JobProgress } from '.'

const [lighthouse, tram] = fixturePrompts

/** A running job develops from the picture that it is made from. */
const meta = {
  title: 'Components/JobProgress/Developing',
  component: JobProgress,
  args: { id: '' },
  render: (args, { loaded }) => (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
        alignItems: 'start',
        gap: 16,
      }}
    >
      {storyServerOf(loaded)
        .ids.slice(-2)
        .map((id) => (
          <JobProgress key={id} {...args} id={id} />
        ))}
    </div>
  ),
} satisfies Meta<typeof JobProgress>

export default meta
type Story = StoryObj<typeof meta>

/** The thumbnail of the video that is remixed, early and late: it comes into focus as the job progresses. */
export const FromSource: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, advance, videos, ids }) => {
      const source = await create({ prompt: lighthouse, seconds: '4' })
      await finishJobs()
      ids.push((await videos.remix(source.id, { prompt: 'Make it a stormy night' })).id)
      await advance(2)
      ids.push((await videos.remix(source.id, { prompt: 'Make it a foggy morning' })).id)
      await advance(4)
    }),
  ],
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvas.getAllByRole('progressbar')).toHaveLength(2), { timeout: 10_000 })
    await waitFor(() => expect(canvasElement.querySelectorAll('.dl-job-developing img[data-loaded]').length).toBe(2), {
      timeout: 10_000,
    })
  },
}

/** Without a picture: a viewfinder in the shape of the video, with the percentage once the job renders. */
export const WithoutPicture: Story = {
  loaders: [
    storyServer(async ({ create, advance }) => {
      await create({ prompt: tram, seconds: '4' })
      await advance(6)
      await create({ prompt: lighthouse, seconds: '4', size: '192x320' })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^\d+\s?%$/)).toBeVisible()
  },
}

/** The first frame that was sent from this device. */
export const FromFirstFrame: Story = {
  loaders: [
    storyServer(async ({ create, advance, ids }) => {
      await create({ prompt: tram, seconds: '4' })
      await advance(6)
      rememberSentFrame(ids[0] ?? '', await drawFrame())
    }),
  ],
  play: async ({ canvasElement }) => {
    await waitFor(
      () => expect(canvasElement.querySelectorAll('.dl-job-developing canvas[data-loaded]').length).toBe(1),
      { timeout: 10_000 },
    )
  },
}

/** Two fields of colour, as a frame might have. */
async function drawFrame(): Promise<Blob> {
  const canvas = new OffscreenCanvas(320, 192)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser has no canvas.')
  context.fillStyle = '#c7d3d4'
  context.fillRect(0, 0, 320, 110)
  context.fillStyle = '#7a4b2a'
  context.fillRect(0, 110, 320, 82)
  return canvas.convertToBlob()
}
