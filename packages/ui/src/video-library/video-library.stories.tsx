import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { fixtureChange, fixturePrompts } from '../../../../.storybook/fixture-video'
import { restoreNetwork, setOnline } from '../../../../.storybook/network'
import { storyServer, storyServerOf } from '../../../../.storybook/story-server'
import { VideoLibrary } from '.'
import { LibraryPage } from './video-library.example'

const [lighthouse, tram, fox, baker] = fixturePrompts

/** The library of all videos of the user, including those in progress. */
const meta = {
  title: 'Components/VideoLibrary',
  component: VideoLibrary,
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      await create({ prompt: lighthouse, seconds: '4' })
      await create({ prompt: tram, seconds: '1' })
      await create({ prompt: fox, size: '192x320', seconds: '2' })
      await finishJobs()
    }),
  ],
} satisfies Meta<typeof VideoLibrary>

export default meta
type Story = StoryObj<typeof meta>

/** The snippet of the documentation page. */
export const Example: Story = {
  render: () => <LibraryPage />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('3 videos')).toBeVisible()
  },
}

/** Three completed videos. Each keeps its shape. */
export const Completed: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('slider')).toHaveLength(3)
    await expect(canvas.getByText('3 videos')).toBeVisible()
  },
}

/** Running jobs, a rejected prompt and completed videos, all in the shapes of their videos. */
export const EveryState: Story = {
  args: { rowHeight: 144 },
  loaders: [
    storyServer(async ({ create, finishJobs, advance, ids, videos }) => {
      const { id } = await create({ prompt: lighthouse, model: 'lamp-1', size: '1280x720', seconds: '4' })
      await create({ prompt: fox, size: '192x320', seconds: '2' })
      await create({ prompt: 'A scene of gore in an old barn', model: 'lamp-1' })
      await finishJobs()
      ids.push((await videos.remix(id, { prompt: fixtureChange })).id)
      await finishJobs()
      await create({ prompt: tram, model: 'lamp-1' })
      await advance(6)
      await create({ prompt: baker, model: 'lamp-1' })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
    await expect(canvas.getAllByRole('progressbar')).toHaveLength(2)
    // The estimate depends on the capabilities, which may load after the videos.
    await expect(await canvas.findByText(/^Rendering, \d+%/)).toBeVisible()
  },
}

const RoutedLibrary = () => {
  const [openVideoId, setOpenVideoId] = useState<string | null>(null)
  const [selectedIds, setSelectedIds] = useState<readonly string[]>([])
  return (
    <>
      <output>{`${openVideoId === null ? 'No video' : 'A video'} is open, ${selectedIds.length} are selected.`}</output>
      <VideoLibrary
        defaultOrder="asc"
        openVideoId={openVideoId}
        onOpenVideoIdChange={setOpenVideoId}
        selectedIds={selectedIds}
        onSelectedIdsChange={setSelectedIds}
      />
    </>
  )
}

/** Controlled: the page keeps which video is open, such as in its URL, and which are selected. */
export const Controlled: Story = {
  render: () => <RoutedLibrary />,
  play: async ({ canvas }) => {
    const [first] = await canvas.findAllByRole('button', { name: /^Open video: / })
    await expect(first).toHaveTextContent(lighthouse)
    await userEvent.click(await canvas.findByRole('checkbox', { name: `Select video: ${lighthouse}` }))
    await expect(canvas.getByText('No video is open, 1 are selected.')).toBeVisible()
    if (first) await userEvent.click(first)
    await expect(await screen.findByRole('dialog')).toBeVisible()
    await expect(canvas.getByText('A video is open, 1 are selected.')).toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(canvas.getByText('No video is open, 1 are selected.')).toBeVisible())
  },
}

/** Search. */
export const Search: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole('slider')
    await userEvent.type(canvas.getByRole('searchbox', { name: 'Search videos' }), 'fox')
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(1))
  },
}

/** The dialog of a video: player, details and actions. */
export const Dialog: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      await create({ prompt: lighthouse, model: 'lamp-1', size: '1280x720', seconds: '4' })
      await finishJobs()
    }),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Open video: ${lighthouse}` }))
    const dialog = await screen.findByRole('dialog', { name: lighthouse })
    await expect(within(dialog).getByRole('link', { name: 'Download' })).toBeVisible()
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remix' }))
    await expect(await within(dialog).findByRole('textbox', { name: 'What should change?' })).toBeVisible()
  },
}

/** A deleted video leaves at once, and can be restored for a few seconds. */
export const DeleteAndUndo: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Open video: ${tram}` }))
    await userEvent.click(await screen.findByRole('button', { name: 'Delete' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(2))
    await userEvent.click(await canvas.findByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(3))
  },
}

/** Deletion and undo by keyboard: the focus moves to the undo button, and from there to the grid. */
export const DeleteByKeyboard: Story = {
  play: async ({ canvas }) => {
    const card = await canvas.findByRole('button', { name: `Open video: ${tram}` })
    card.focus()
    await userEvent.keyboard('{Enter}')
    const deleteButton = await screen.findByRole('button', { name: 'Delete' })
    deleteButton.focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Undo' })).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(3))
    await waitFor(() =>
      expect(document.activeElement).toBe(canvas.getByRole('button', { name: `Open video: ${tram}` })),
    )
  },
}

/**
 * Two videos are selected and one is deleted: it is not selected any more, and the undo button is shown next to the
 * selection.
 */
export const DeleteSelected: Story = {
  play: async ({ canvas }) => {
    for (const prompt of [lighthouse, tram])
      await userEvent.click(await canvas.findByRole('checkbox', { name: `Select video: ${prompt}` }))
    await userEvent.click(canvas.getByRole('button', { name: `Open video: ${tram}` }))
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }))
    await expect(await canvas.findByText('1 selected')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Undo' })).toBeVisible()
  },
}

/**
 * A list of several pages: End moves to the last loaded video, which may load another page, and pressed again to the
 * last of all.
 */
export const LongListByKeyboard: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, advance }) => {
      for (let index = 0; index < 42; index += 1) {
        await create({ prompt: `Take ${index + 1}`, seconds: '1' })
        // Each has its own creation second, by which they are sorted.
        await advance(1)
      }
      await finishJobs()
    }),
  ],
  play: async ({ canvas }) => {
    const [first] = await canvas.findAllByRole('button', { name: /^Open video/ })
    first?.focus()
    await userEvent.keyboard('{End}')
    await waitFor(() => expect(canvas.getByText('42 videos')).toBeVisible())
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-video'))
    await userEvent.keyboard('{End}')
    const card = () => document.activeElement?.closest('li')
    await waitFor(() => expect(card()).toHaveAttribute('aria-posinset', '42'))
    await userEvent.keyboard('{Home}')
    await waitFor(() => expect(card()).toHaveAttribute('aria-posinset', '1'))
  },
}

/** Several videos are selected: the selection bar. */
export const Selected: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: `Select video: ${lighthouse}` }))
    await userEvent.click(canvas.getByRole('checkbox', { name: `Select video: ${fox}` }))
    await expect(canvas.getByText('2 selected')).toBeVisible()
  },
}

/** Operated by keyboard only: arrow keys move the focus, Enter opens the dialog, Escape closes it. */
export const ByKeyboard: Story = {
  play: async ({ canvas }) => {
    const cards = await canvas.findAllByRole('button', { name: /^Open video/ })
    cards[0]?.focus()
    await userEvent.keyboard('{End}')
    await expect(cards[2]).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect(await screen.findByRole('dialog', { name: lighthouse })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(cards[2]).toHaveFocus())
  },
}

/** The empty state with three example prompts. */
export const Empty: Story = {
  loaders: [storyServer()],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No videos yet.')).toBeVisible()
    await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(3))
  },
}

/** While the first page loads: placeholders. */
export const Loading: Story = {
  loaders: [storyServer(({ setNetworkCondition }) => setNetworkCondition('unresponsive'))],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('status', { name: 'Loading videos' })).toBeVisible()
  },
}

/** The list failed to load: an error message with a retry button. */
export const Failed: Story = {
  loaders: [
    storyServer(async ({ create, setNetworkCondition }) => {
      await create({ prompt: lighthouse })
      await setNetworkCondition('offline')
    }),
  ],
  play: async ({ canvas, loaded }) => {
    await expect(await canvas.findByText('The server cannot be reached')).toBeVisible()
    await storyServerOf(loaded).setNetworkCondition('online')
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(await canvas.findByText('1 video')).toBeVisible()
    await storyServerOf(loaded).setNetworkCondition('offline')
  },
}

/** Offline: loaded videos stay visible, with a message on top. */
export const Offline: Story = {
  beforeEach: restoreNetwork,
  play: async ({ canvas }) => {
    await canvas.findAllByRole('slider')
    setOnline(false)
    await expect(await canvas.findByText(/^You are offline/)).toBeVisible()
    await expect(canvas.getAllByRole('slider')).toHaveLength(3)
  },
}

/** The upstream deletes the file soon, and no archive keeps a copy. */
export const ExpiresSoon: Story = {
  loaders: [
    storyServer(
      async ({ create, finishJobs }) => {
        await create({ prompt: lighthouse, seconds: '4' })
        await finishJobs()
      },
      { expiresAfterMs: 900_000 },
    ),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/left to save it$/)).toBeVisible()
  },
}

/** The file expired before it was archived: the video stays in the list, with an error message. */
export const Expired: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, advance }) => {
      await create({ prompt: baker, seconds: '4' })
      await finishJobs()
      await advance(2 * 3600)
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video is no longer available')).toBeVisible()
  },
}

/** No search results, with a button that clears the query. */
export const NoMatch: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole('slider')
    await userEvent.type(canvas.getByRole('searchbox', { name: 'Search videos' }), 'zeppelin')
    await expect(await canvas.findByText('No videos match.')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Show all videos' })).toBeVisible()
  },
}

/** After the query is cleared, the focus moves to the first video. */
export const ClearSearch: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole('slider')
    await userEvent.type(canvas.getByRole('searchbox', { name: 'Search videos' }), 'zeppelin')
    await userEvent.click(await canvas.findByRole('button', { name: 'Show all videos' }))
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-video'))
  },
}

/** Sorted by creation time, oldest first. */
export const OldestFirst: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole('slider')
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Order' }), 'Oldest first')
    await waitFor(() =>
      expect(canvas.getAllByRole('button', { name: /^Open video/ })[0]).toHaveAccessibleName(
        `Open video: ${lighthouse}`,
      ),
    )
  },
}

/** The bar says what the deletion of a running job means for the bill. */
export const DeleteRunning: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs, advance }) => {
      await create({ prompt: lighthouse, seconds: '4' })
      await finishJobs()
      await create({ prompt: tram, seconds: '4' })
      await advance(6)
    }),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: `Select video: ${tram}` }))
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    await expect(await canvas.findByText(/continues rendering and charges/)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Undo' })).toHaveFocus()
  },
}

/** A deletion is delayed for six seconds, and longer while its bar has the pointer or the focus. */
export const Undo: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: `Select video: ${fox}` }))
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    await expect(await canvas.findByRole('button', { name: 'Undo' })).toBeVisible()
  },
}

/** The dialog of a rejected prompt, with the whole error message. */
export const DialogOfFailed: Story = {
  loaders: [
    storyServer(async ({ create, finishJobs }) => {
      await create({ prompt: 'A scene of gore in an old barn' })
      await finishJobs()
    }),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /^Open video/ }))
    const dialog = await screen.findByRole('dialog')
    await expect(within(dialog).getByText(/does not make videos with this content/)).toBeVisible()
  },
}

/** In Arabic, right to left. */
export const RightToLeft: Story = {
  globals: { locale: 'ar' },
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('slider')).toHaveLength(3)
    await expect(document.documentElement).toHaveAttribute('dir', 'rtl')
  },
}

/** With the dark theme. */
export const Dark: Story = { ...Completed, globals: { theme: 'dark' } }

/** With a brand's own custom properties. */
export const CustomBrand: Story = { ...Completed, globals: { theme: 'brand' } }
