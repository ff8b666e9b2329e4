import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { fixturePrompts } from '../fixture-video'
import { storyServer, storyServerOf } from '../story-server'
import './plain-controls.css'
import { FourTakes } from './use-create-takes.example'
import { OneFieldForm } from './use-create-video.example'
import { JobNotices } from './use-job-notifications.example'
import { OnlyPercent } from './use-job-progress.example'
import { LineageCount } from './use-lineage.example'
import { ContinueButton } from './use-prompt-target.example'
import { RemixWithPrice } from './use-remix-panel.example'
import { MoreFromIt } from './use-remix-video.example'
import { SmallCut } from './use-storyboard.example'
import { NewestVideo } from './use-suspense-video.example'
import { UndoList } from './use-undoable-delete.example'
import { VideoActions } from './use-update-video.example'
import { CompareWithLetters } from './use-video-compare.example'
import { FinishedVideos } from './use-video-library.example'
import { PlayerWithRestart } from './use-video-player.example'
import { PromptWithPrice } from './use-video-prompt.example'
import { JobStatus } from './use-video.example'
import { SizeOfFile } from './use-videos-client.example'
import { RunningTotal } from './use-videos.example'

/** The snippets of the pages of the hooks. One test renders all of them, because each story has a server of its own. */
const meta = {
  title: 'Hooks/Examples',
  tags: ['!dev', '!test'],
  decorators: [
    (Story) => (
      <div className="plain-controls">
        <Story />
      </div>
    ),
  ],
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      for (const prompt of fixturePrompts.slice(0, 2)) await create({ prompt, seconds: '4' })
      await finishJobs()
    }),
  ],
} satisfies Meta

export default meta
type Story = StoryObj<typeof meta>

const firstOf = (loaded: Record<string, unknown>) => storyServerOf(loaded).ids[0] ?? ''

export const UseCreateTakes: Story = { render: () => <FourTakes prompt={fixturePrompts[0]} /> }
export const UseCreateVideo: Story = { render: () => <OneFieldForm /> }
export const UseJobNotifications: Story = { render: () => <JobNotices /> }
export const UseJobProgress: Story = { render: (_args, { loaded }) => <OnlyPercent id={firstOf(loaded)} /> }
export const UseLineage: Story = { render: (_args, { loaded }) => <LineageCount id={firstOf(loaded)} /> }
export const UsePromptTarget: Story = { render: (_args, { loaded }) => <ContinueButton id={firstOf(loaded)} /> }
export const UseRemixPanel: Story = { render: (_args, { loaded }) => <RemixWithPrice id={firstOf(loaded)} /> }
export const UseRemixVideo: Story = { render: (_args, { loaded }) => <MoreFromIt id={firstOf(loaded)} /> }
export const UseStoryboard: Story = { render: (_args, { loaded }) => <SmallCut id={firstOf(loaded)} /> }
export const UseSuspenseVideo: Story = { render: () => <NewestVideo /> }
export const UseUndoableDelete: Story = { render: () => <UndoList /> }
export const UseUpdateVideo: Story = { render: (_args, { loaded }) => <VideoActions id={firstOf(loaded)} /> }
export const UseVideoCompare: Story = {
  render: (_args, { loaded }) => <CompareWithLetters ids={storyServerOf(loaded).ids} />,
}
export const UseVideoLibrary: Story = { render: () => <FinishedVideos /> }
export const UseVideoPlayer: Story = { render: (_args, { loaded }) => <PlayerWithRestart id={firstOf(loaded)} /> }
export const UseVideoPrompt: Story = { render: () => <PromptWithPrice /> }
export const UseVideo: Story = { render: (_args, { loaded }) => <JobStatus id={firstOf(loaded)} /> }
export const UseVideosClient: Story = { render: (_args, { loaded }) => <SizeOfFile id={firstOf(loaded)} /> }
export const UseVideos: Story = { render: () => <RunningTotal /> }

/** All of them on one page. */
export const Every: Story = {
  tags: ['test'],
  render: (_args, { loaded }) => (
    <>
      <FourTakes prompt={fixturePrompts[0]} />
      <OneFieldForm />
      <JobNotices />
      <OnlyPercent id={firstOf(loaded)} />
      <LineageCount id={firstOf(loaded)} />
      <ContinueButton id={firstOf(loaded)} />
      <RemixWithPrice id={firstOf(loaded)} />
      <MoreFromIt id={firstOf(loaded)} />
      <SmallCut id={firstOf(loaded)} />
      <NewestVideo />
      <UndoList />
      <VideoActions id={firstOf(loaded)} />
      <CompareWithLetters ids={storyServerOf(loaded).ids} />
      <FinishedVideos />
      <PlayerWithRestart id={firstOf(loaded)} />
      <PromptWithPrice />
      <JobStatus id={firstOf(loaded)} />
      <SizeOfFile id={firstOf(loaded)} />
      <RunningTotal />
    </>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^completed, 100 %/)).toBeVisible()
    await expect(await canvas.findByText(`Newest: ${fixturePrompts[1]}`)).toBeVisible()
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Read the file' })).toBeEnabled())
    await expect(canvas.getByRole('button', { name: 'Play 2 videos' })).toBeVisible()
  },
}
