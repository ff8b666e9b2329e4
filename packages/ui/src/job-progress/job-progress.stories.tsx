import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { fixturePrompts } from '../../../../.storybook/fixture-video'
import { restoreNetwork, setOnline } from '../../../../.storybook/network'
import { storyServer, storyServerOf } from '../../../../.storybook/story-server'
import { JobProgress } from '.'
import { JobPage } from './job-progress.example'

/**
 * The progress of one job, from the queue to the video. The frame has the video's aspect ratio and the same size in
 * every state.
 */
const meta = {
  title: 'Components/JobProgress',
  component: JobProgress,
  loaders: [
    storyServer(async ({ create }) => {
      await create({ prompt: fixturePrompts[0], seconds: '4' })
    }),
  ],
  args: { id: '', onEditPrompt: fn(), onRetried: fn(), onDeleted: fn() },
  render: (args, { loaded }) => (
    <div style={{ maxInlineSize: 420 }}>
      <JobProgress {...args} id={storyServerOf(loaded).ids[0] ?? ''} />
    </div>
  ),
} satisfies Meta<typeof JobProgress>

export default meta
type Story = StoryObj<typeof meta>

/** The snippet of the documentation page. */
export const Example: Story = {
  loaders: [
    storyServer(
      async ({ create }) => {
        await create({ prompt: fixturePrompts[0], seconds: '4' })
      },
      { clock: 'system', jobDurationMs: 20_000 },
    ),
  ],
  render: (_args, { loaded }) => (
    <div style={{ maxInlineSize: 420 }}>
      <JobPage id={storyServerOf(loaded).ids[0] ?? ''} />
    </div>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('progressbar')).toBeVisible()
  },
}

/** In the queue: a placeholder in a colour derived from the id. */
export const Queued: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('progressbar', { name: 'Progress of the video' })).toBeVisible()
  },
}

/** The placeholder is revealed as the job progresses. */
export const Rendering: Story = {
  loaders: [
    storyServer(async ({ create, advance }) => {
      await create({ prompt: fixturePrompts[1], seconds: '4' })
      await advance(6)
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^Rendering, \d+\s?%/)).toBeVisible()
  },
}

/** Completed: the thumbnail fades in, in the same frame. */
export const Completes: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    await canvas.findByRole('progressbar')
    const before = canvasElement.querySelector('.dl-video-frame')?.getBoundingClientRect()
    await storyServerOf(loaded).finishJobs()
    await expect(await canvas.findByText('Ready', {}, { timeout: 10_000 })).toBeVisible()
    const after = canvasElement.querySelector('.dl-video-frame')?.getBoundingClientRect()
    await expect(after?.height).toBe(before?.height)
  },
}

/** A portrait video. */
export const Portrait: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      await create({ prompt: fixturePrompts[2], size: '192x320', seconds: '2' })
      await finishJobs()
    }),
  ],
}

/** Declined by moderation: a message that explains it, and a button to edit the prompt. */
export const Declined: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      await create({ prompt: 'A scene of gore in an old barn' })
      await finishJobs()
    }),
  ],
  play: async ({ args, canvas }) => {
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Edit prompt' }))
    await waitFor(() => expect(args.onEditPrompt).toHaveBeenCalled())
  },
}

const rendering = storyServer(async ({ create, advance }) => {
  await create({ prompt: fixturePrompts[1], seconds: '4' })
  await advance(6)
})

/** The upstream lost the job. It is not retried automatically, because it could be billed twice. */
export const Lost: Story = {
  loaders: [
    storyServer(async ({ create, advance, restartUpstream, finishJobs }) => {
      await create({ prompt: fixturePrompts[2], seconds: '4' })
      await advance(4)
      await restartUpstream()
      await finishJobs()
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

/** Retried with the same inputs: `onRetried` gets the new job. */
export const Retried: Story = {
  ...Lost,
  play: async ({ args, canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(args.onRetried).toHaveBeenCalled())
  },
}

/**
 * The connection broke during the create request. The job may have been accepted, so it is not retried automatically.
 */
export const SubmissionUnknown: Story = {
  loaders: [
    storyServer(async ({ create, setFaults, finishJobs }) => {
      await setFaults({ kind: 'drop', on: 'create', takesEffect: true }, { kind: 'error', status: 404, on: 'list' })
      await create({ prompt: fixturePrompts[2], seconds: '4' })
      await finishJobs()
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('We are not sure it was sent')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Send again' })).toBeVisible()
  },
}

/** The upstream deleted the video before it was archived. */
export const Expired: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, advance }) => {
      await create({ prompt: fixturePrompts[3], seconds: '4' })
      await finishJobs()
      await advance(2 * 3600)
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video is no longer available')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Make it again' })).toBeVisible()
  },
}

/** A retry at the limit of active jobs: the message names the limit, and nothing was sent. */
export const LimitReached: Story = {
  loaders: [
    storyServer(
      async ({ advance, create, restartUpstream, finishJobs }) => {
        await create({ prompt: fixturePrompts[2] })
        await advance(4)
        await restartUpstream()
        await finishJobs()
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

/** A retry while the upstream is down. */
export const ServerDown: Story = {
  loaders: [
    storyServer(async ({ create, advance, restartUpstream, finishJobs, setFaults }) => {
      await create({ prompt: fixturePrompts[2], seconds: '4' })
      await advance(4)
      await restartUpstream()
      await finishJobs()
      await setFaults({ kind: 'error', status: 503 })
    }),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }))
    await expect(await canvas.findByText('The video service is not responding')).toBeVisible()
  },
}

/** The connection to the server broke: the status is shown in the corner, and the job does not count as failed. */
export const Reconnecting: Story = {
  loaders: [rendering],
  play: async ({ canvas, loaded }) => {
    await canvas.findByText(/^Rendering/)
    await storyServerOf(loaded).setNetworkCondition('offline')
    await expect(await canvas.findByText('reconnecting', {}, { timeout: 10_000 })).toBeVisible()
    await expect(canvas.getByText(/^Rendering/)).toBeVisible()
  },
}

/** No network: the job continues on the server. */
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

/** The confirmation says that the job is still billed: OpenAI continues to render after a delete. */
export const StopContinuesBilling: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Stop' }))
    await expect(canvas.getByRole('alertdialog', { name: 'Stop this video and delete it?' })).toBeVisible()
    await expect(canvas.getByText(/continues rendering and charges for the whole video/)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Let it run' })).toHaveFocus()
  },
}

/** Escape dismisses the confirmation, and the focus returns to the button. */
export const StopDismissed: Story = {
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

/** If the upstream cancels the job, the confirmation says so. Stopping deletes the job. */
export const StopCancelsUpstream: Story = {
  loaders: [
    storyServer(
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

const cancellable = (cancels: 'confirmed' | 'unconfirmed') =>
  storyServer(
    async ({ create, advance }) => {
      await create({ prompt: fixturePrompts[0], seconds: '4' })
      await advance(4)
    },
    { cancels },
  )
const cancel: Story['play'] = async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Cancel' }))
  await userEvent.click(canvas.getByRole('button', { name: 'Cancel video' }))
}

/** Where the model can be cancelled, a confirmation says what that means for the bill. */
export const CancelAsks: Story = {
  loaders: [cancellable('confirmed')],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Cancel' }))
    await expect(canvas.getByRole('alertdialog', { name: 'Cancel this video?' })).toBeVisible()
    await expect(canvas.getByText(/What it has done so far may still be charged/)).toBeVisible()
  },
}

/** A cancel was requested, and the provider has not confirmed the end yet. */
export const Cancelling: Story = {
  loaders: [cancellable('unconfirmed')],
  play: async (context) => {
    await cancel(context)
    await expect(await context.canvas.findByRole('button', { name: 'Cancelling…' })).toBeVisible()
  },
}

/** A cancelled video is kept, and is not shown as an error. */
export const Cancelled: Story = {
  loaders: [cancellable('confirmed')],
  play: async (context) => {
    await cancel(context)
    await expect(await context.canvas.findByText('This video was cancelled')).toBeVisible()
    await expect(context.canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

/** In Arabic the text and the progress bar begin at the right. */
export const RightToLeft: Story = {
  ...Rendering,
  globals: { locale: 'ar' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('.dl-job-developing')).toBeVisible())
    await expect(document.documentElement).toHaveAttribute('dir', 'rtl')
  },
}

/** The dark theme. */
export const Dark: Story = { ...Rendering, globals: { theme: 'dark' } }

/** A custom brand, set by a few custom properties. */
export const CustomBrand: Story = { ...Rendering, globals: { theme: 'brand' } }
