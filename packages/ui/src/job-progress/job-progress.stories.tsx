import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { restoreNetwork, setOnline } from '../../../../.storybook/network'
import { stage, stageOf } from '../../../../.storybook/stage'
import { JobProgress } from '.'

/** One job from the queue to the film, in a frame of the film's own shape. Every state has the same box. */
const meta = {
  title: 'JobProgress',
  component: JobProgress,
  parameters: {
    docs: {
      source: {
        code: `import { JobProgress } from '@dailies/ui'

<JobProgress id={video.id} onEditPrompt={({ prompt }) => setPrompt(prompt ?? '')} />

// or only the frame, with a bar
<JobProgressRoot id={video.id}>
  <JobProgressFrame>
    <JobProgressBar />
  </JobProgressFrame>
  <JobProgressStatusText />
</JobProgressRoot>`,
      },
    },
  },
  loaders: [
    stage(async ({ create }) => {
      await create({ prompt: fixturePrompts[0], seconds: '4' })
    }),
  ],
  args: { id: '', onEditPrompt: fn(), onRetried: fn(), onDeleted: fn() },
  render: (args, { loaded }) => (
    <div style={{ maxInlineSize: 420 }}>
      <JobProgress {...args} id={stageOf(loaded).ids[0] ?? ''} />
    </div>
  ),
} satisfies Meta<typeof JobProgress>

export default meta
type Story = StoryObj<typeof meta>

/** Waiting its turn: a still field in a colour drawn from the id. */
export const Queued: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('progressbar', { name: 'Progress of the video' })).toBeVisible()
  },
}

/** The field is uncovered as the job goes on. */
export const Rendering: Story = {
  loaders: [
    stage(async ({ create, advance }) => {
      await create({ prompt: fixturePrompts[1], seconds: '4' })
      await advance(6)
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^Rendering, \d+\s?%/)).toBeVisible()
  },
}

/** Done: the still fades in, in the same box. */
export const Completes: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    await canvas.findByRole('progressbar')
    const before = canvasElement.querySelector('.dl-video-frame')?.getBoundingClientRect()
    await stageOf(loaded).flush()
    await expect(await canvas.findByText('Ready', {}, { timeout: 10_000 })).toBeVisible()
    const after = canvasElement.querySelector('.dl-video-frame')?.getBoundingClientRect()
    await expect(after?.height).toBe(before?.height)
  },
}

/** A tall film. */
export const Tall: Story = {
  loaders: [
    stage(async ({ create, flush }) => {
      await create({ prompt: fixturePrompts[2], size: '192x320', seconds: '2' })
      await flush()
    }),
  ],
}

/** Declined by moderation: what happened, what it means, and the prompt handed back. */
export const Declined: Story = {
  loaders: [
    stage(async ({ create, flush }) => {
      await create({ prompt: 'A scene of gore in an old barn' })
      await flush()
    }),
  ],
  play: async ({ args, canvas }) => {
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Edit prompt' }))
    await waitFor(() => expect(args.onEditPrompt).toHaveBeenCalled())
  },
}

const rendering = stage(async ({ create, advance }) => {
  await create({ prompt: fixturePrompts[1], seconds: '4' })
  await advance(6)
})

/** The far end forgot the job. It is not sent again by itself: that could cost twice. */
export const Lost: Story = {
  loaders: [
    stage(async ({ create, advance, restartUpstream, flush }) => {
      await create({ prompt: fixturePrompts[2], seconds: '4' })
      await advance(4)
      await restartUpstream()
      await flush()
    }),
  ],
  args: { onDismiss: fn() },
  play: async ({ args, canvas }) => {
    await expect(await canvas.findByText('The video service lost this job')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Check again' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Hide on this device' }))
    await expect(args.onDismiss).toHaveBeenCalled()
  },
}

/** Retried with the same inputs: a new job, which the page hears of. */
export const Retried: Story = {
  ...Lost,
  play: async ({ args, canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(args.onRetried).toHaveBeenCalled())
  },
}

/** The line broke while the job was sent: it may have been accepted, so it is not sent again unasked. */
export const SubmissionUnknown: Story = {
  loaders: [
    stage(async ({ create, setFaults, flush }) => {
      await setFaults({ kind: 'drop', on: 'create', takesEffect: true }, { kind: 'error', status: 404, on: 'list' })
      await create({ prompt: fixturePrompts[2], seconds: '4' })
      await flush()
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('We are not sure it was sent')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Send again' })).toBeVisible()
  },
}

/** The far end dropped the film before it could be saved. */
export const Expired: Story = {
  loaders: [
    stage(async ({ create, flush, advance }) => {
      await create({ prompt: fixturePrompts[3], seconds: '4' })
      await flush()
      await advance(2 * 3600)
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video is no longer available')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Make it again' })).toBeVisible()
  },
}

/** Tried again while others run: the limit is named, and nothing was sent. */
export const LimitReached: Story = {
  loaders: [
    stage(
      async ({ advance, create, restartUpstream, flush }) => {
        await create({ prompt: fixturePrompts[2] })
        await advance(4)
        await restartUpstream()
        await flush()
        await create({ prompt: fixturePrompts[3] })
      },
      { limits: { activeJobs: 1 } },
    ),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }))
    await expect(await canvas.findByText('A video is already rendering')).toBeVisible()
  },
}

/** Tried again while the far end is down. */
export const ServerDown: Story = {
  loaders: [
    stage(async ({ create, advance, restartUpstream, flush, setFaults }) => {
      await create({ prompt: fixturePrompts[2], seconds: '4' })
      await advance(4)
      await restartUpstream()
      await flush()
      await setFaults({ kind: 'error', status: 503 })
    }),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }))
    await expect(await canvas.findByText('The video service is not answering')).toBeVisible()
  },
}

/** The line to the server broke: a small word in the corner, and the job is not called failed. */
export const Reconnecting: Story = {
  loaders: [rendering],
  play: async ({ canvas, loaded }) => {
    await canvas.findByText(/^Rendering/)
    await stageOf(loaded).setConnection('offline')
    await expect(await canvas.findByText('reconnecting', {}, { timeout: 10_000 })).toBeVisible()
    await expect(canvas.getByText(/^Rendering/)).toBeVisible()
  },
}

/** No network at all: the job goes on without us. */
export const Offline: Story = {
  loaders: [rendering],
  beforeEach: restoreNetwork,
  play: async ({ canvas }) => {
    await canvas.findByText(/^Rendering/)
    setOnline(false)
    await expect(await canvas.findByText('offline')).toBeVisible()
    await expect(canvas.getByText(/^Rendering/)).toBeVisible()
  },
}

/** Stopping says first what it means for the money: OpenAI renders on and charges. */
export const StopBillsOn: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Stop' }))
    await expect(canvas.getByRole('alertdialog', { name: 'Stop this video and delete it?' })).toBeVisible()
    await expect(canvas.getByText(/goes on rendering and charges for the whole video/)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Let it run' })).toHaveFocus()
  },
}

/** Escape takes the question back, and the focus is where it was. */
export const StopTakenBack: Story = {
  play: async ({ canvas }) => {
    const stop = await canvas.findByRole('button', { name: 'Stop' })
    stop.focus()
    await userEvent.keyboard('{Enter}')
    await expect(await canvas.findByRole('alertdialog')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect(canvas.queryByRole('alertdialog')).toBeNull()
    await expect(canvas.getByRole('button', { name: 'Stop' })).toHaveFocus()
  },
}

/** Where the far end does stop, the question says so, and a stop removes the job. */
export const StopStops: Story = {
  loaders: [
    stage(
      async ({ create }) => {
        await create({ prompt: fixturePrompts[0], seconds: '4' })
      },
      { dialect: 'vllm-omni' },
    ),
  ],
  play: async ({ args, canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Stop' }))
    await expect(await canvas.findByText(/The video service stops rendering/)).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Stop video' }))
    await waitFor(() => expect(args.onDeleted).toHaveBeenCalled())
  },
}

/** In Arabic the field is uncovered from the right. */
export const RightToLeft: Story = {
  ...Rendering,
  globals: { locale: 'ar' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('.dl-job-reveal')).toBeVisible())
    await expect(document.documentElement).toHaveAttribute('dir', 'rtl')
  },
}

/** In the dark. */
export const Dark: Story = { ...Rendering, globals: { theme: 'dark' } }

/** With a few properties set, it belongs to somebody else. */
export const SomebodyElsesBrand: Story = { ...Rendering, globals: { theme: 'brand' } }
