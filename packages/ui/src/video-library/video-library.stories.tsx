import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { fixtureChange, fixturePrompts } from '../../../../.storybook/fixture-video'
import { restoreNetwork, setOnline } from '../../../../.storybook/network'
import { stage, stageOf } from '../../../../.storybook/stage'
import { VideoLibrary } from '.'

const [lighthouse, tram, fox, baker] = fixturePrompts

/** All films of a viewer, those in the making included. */
const meta = {
  title: 'VideoLibrary',
  component: VideoLibrary,
  parameters: {
    docs: {
      source: {
        code: `import { VideosProvider } from '@dailies/core/react'
import { VideoLibrary } from '@dailies/ui'
import '@dailies/ui/styles.css'

<VideosProvider baseURL="/api">
  <VideoLibrary />
</VideosProvider>`,
      },
    },
  },
  loaders: [
    stage(async ({ create, flush }) => {
      await create({ prompt: lighthouse, seconds: '4' })
      await create({ prompt: tram, seconds: '1' })
      await create({ prompt: fox, size: '192x320', seconds: '2' })
      await flush()
    }),
  ],
} satisfies Meta<typeof VideoLibrary>

export default meta
type Story = StoryObj<typeof meta>

/** Frames first; a tall film stands letterboxed. */
export const Films: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('slider')).toHaveLength(3)
    await expect(canvas.getByText('3 takes')).toBeVisible()
  },
}

/** A running job, a declined prompt and a film, in the same box. */
export const EveryState: Story = {
  loaders: [
    stage(async ({ create, flush, advance, ids, videos }) => {
      const { id } = await create({ prompt: lighthouse, model: 'lamp-1', size: '1280x720', seconds: '4' })
      await create({ prompt: fox, size: '192x320', seconds: '2' })
      await create({ prompt: 'A scene of gore in an old barn', model: 'lamp-1' })
      await flush()
      ids.push((await videos.remix(id, { prompt: fixtureChange })).id)
      await flush()
      await create({ prompt: tram, model: 'lamp-1' })
      await advance(6)
      await create({ prompt: baker, model: 'lamp-1' })
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This prompt was declined')).toBeVisible()
    await expect(canvas.getAllByRole('progressbar')).toHaveLength(2)
    // How long it takes is told by the capabilities, which may come after the films.
    await expect(await canvas.findByText(/sec left$/)).toBeVisible()
  },
}

/** Search and filter. */
export const Searched: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole('slider')
    await userEvent.type(canvas.getByRole('searchbox', { name: 'Search in prompts' }), 'fox')
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(1))
  },
}

/** The film, large, with its facts and what can be done. */
export const Opened: Story = {
  loaders: [
    stage(async ({ create, flush }) => {
      await create({ prompt: lighthouse, model: 'lamp-1', size: '1280x720', seconds: '4' })
      await flush()
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

/** Deleting says what is lost, and can be taken back for a moment. */
export const Deletes: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Open video: ${tram}` }))
    await userEvent.click(await screen.findByRole('button', { name: 'Delete' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Delete video' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(2))
    await userEvent.click(await canvas.findByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(3))
  },
}

/** Opened, deleted and taken back without a mouse: the focus goes to the way back, and from there to the films. */
export const DeletesByKeyboard: Story = {
  play: async ({ canvas }) => {
    const film = await canvas.findByRole('button', { name: `Open video: ${tram}` })
    film.focus()
    await userEvent.keyboard('{Enter}')
    const deleteButton = await screen.findByRole('button', { name: 'Delete' })
    deleteButton.focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('button', { name: 'Keep it' })).toHaveFocus())
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Undo' })).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(canvas.getAllByRole('slider')).toHaveLength(3))
    await expect(document.activeElement).toHaveAttribute('data-video')
  },
}

/** Another film is selected: the way back stands beside what can be done with it, and what is deleted is not selected any more. */
export const DeletesASelectedOne: Story = {
  play: async ({ canvas }) => {
    for (const prompt of [lighthouse, tram])
      await userEvent.click(await canvas.findByRole('checkbox', { name: `Select video: ${prompt}` }))
    await userEvent.click(canvas.getByRole('button', { name: `Open video: ${tram}` }))
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Delete video' }))
    await expect(await canvas.findByText('1 selected')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Undo' })).toBeVisible()
  },
}

/** End goes to the last film that is there, which a high window has loaded already, and once more to the last of all. */
export const LongByKeyboard: Story = {
  loaders: [
    stage(async ({ create, flush, advance }) => {
      for (let index = 0; index < 42; index += 1) {
        await create({ prompt: `Take ${index + 1}`, seconds: '1' })
        // Each in a second of its own, which is what they are ordered by.
        await advance(1)
      }
      await flush()
    }),
  ],
  play: async ({ canvas }) => {
    const [first] = await canvas.findAllByRole('button', { name: /^Open video/ })
    first?.focus()
    await userEvent.keyboard('{End}')
    await waitFor(() => expect(canvas.getByText('42 takes')).toBeVisible())
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-video'))
    await userEvent.keyboard('{End}')
    const card = () => document.activeElement?.closest('li')
    await waitFor(() => expect(card()).toHaveAttribute('aria-posinset', '42'))
    await userEvent.keyboard('{Home}')
    await waitFor(() => expect(card()).toHaveAttribute('aria-posinset', '1'))
  },
}

/** Several selected: how many, and what can be done with them. */
export const Selected: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: `Select video: ${lighthouse}` }))
    await userEvent.click(canvas.getByRole('checkbox', { name: `Select video: ${fox}` }))
    await expect(canvas.getByText('2 selected')).toBeVisible()
  },
}

/** By keys alone: arrows go from film to film, Enter opens, Escape comes back. */
export const ByKeyboard: Story = {
  play: async ({ canvas }) => {
    const films = await canvas.findAllByRole('button', { name: /^Open video/ })
    films[0]?.focus()
    await userEvent.keyboard('{End}')
    await expect(films[2]).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect(await screen.findByRole('dialog', { name: lighthouse })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(films[2]).toHaveFocus())
  },
}

/** Nothing yet: three prompts to begin with. */
export const Empty: Story = {
  loaders: [stage()],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No takes yet.')).toBeVisible()
    await expect(canvas.getAllByRole('listitem')).toHaveLength(3)
  },
}

/** Not answered yet: frames stand where the films will be. */
export const Loading: Story = {
  loaders: [stage(({ setConnection }) => setConnection('unresponsive'))],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('status', { name: 'Loading videos' })).toBeVisible()
  },
}

/** The list cannot be had: why, and a way to ask again. */
export const Failed: Story = {
  loaders: [
    stage(async ({ create, setConnection }) => {
      await create({ prompt: lighthouse })
      await setConnection('offline')
    }),
  ],
  play: async ({ canvas, loaded }) => {
    await expect(await canvas.findByText('The server cannot be reached')).toBeVisible()
    await stageOf(loaded).setConnection('online')
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(await canvas.findByText('1 take')).toBeVisible()
    await stageOf(loaded).setConnection('offline')
  },
}

/** No network: what is there stays, with one line on top. */
export const Offline: Story = {
  beforeEach: restoreNetwork,
  play: async ({ canvas }) => {
    await canvas.findAllByRole('slider')
    setOnline(false)
    await expect(await canvas.findByText(/^You are offline/)).toBeVisible()
    await expect(canvas.getAllByRole('slider')).toHaveLength(3)
  },
}

/** The far end drops the files soon, and nobody saves them here. */
export const LeavingSoon: Story = {
  loaders: [
    stage(
      async ({ create, flush }) => {
        await create({ prompt: lighthouse, seconds: '4' })
        await flush()
      },
      { expiresAfterMs: 900_000 },
    ),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/left to save it$/)).toBeVisible()
  },
}

/** The far end dropped one before it was saved: it stays in the list, with what can be done. */
export const Gone: Story = {
  loaders: [
    stage(async ({ create, flush, advance }) => {
      await create({ prompt: baker, seconds: '4' })
      await flush()
      await advance(2 * 3600)
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This video is no longer available')).toBeVisible()
  },
}

/** Nothing matches: a way back to all. */
export const NoMatch: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole('slider')
    await userEvent.type(canvas.getByRole('searchbox', { name: 'Search in prompts' }), 'zeppelin')
    await expect(await canvas.findByText('No video matches.')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Show all videos' })).toBeVisible()
  },
}

/** All films again: the focus goes on from the first. */
export const ShowsAllAgain: Story = {
  play: async ({ canvas }) => {
    await canvas.findAllByRole('slider')
    await userEvent.type(canvas.getByRole('searchbox', { name: 'Search in prompts' }), 'zeppelin')
    await userEvent.click(await canvas.findByRole('button', { name: 'Show all videos' }))
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-video'))
  },
}

/** Oldest first, by the model they were made with. */
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

/** Several at once: the dialog says what is lost, and for the running one what it means for the money. */
export const AsksBeforeDeleting: Story = {
  loaders: [
    stage(async ({ create, flush, advance }) => {
      await create({ prompt: lighthouse, seconds: '4' })
      await flush()
      await create({ prompt: tram, seconds: '4' })
      await advance(6)
    }),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: `Select video: ${lighthouse}` }))
    await userEvent.click(canvas.getByRole('checkbox', { name: `Select video: ${tram}` }))
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete 2 videos?' })
    await expect(within(dialog).getByText(/goes on rendering and charges/)).toBeVisible()
    await expect(within(dialog).getByRole('button', { name: 'Keep them' })).toHaveFocus()
  },
}

/** Held back for six seconds, in which it can be taken back. */
export const Undo: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: `Select video: ${fox}` }))
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Delete video' }))
    await expect(await canvas.findByRole('button', { name: 'Undo' })).toBeVisible()
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  },
}

/** A declined prompt, opened: the whole reason, and what can be done. */
export const OpenedFailure: Story = {
  loaders: [
    stage(async ({ create, flush }) => {
      await create({ prompt: 'A scene of gore in an old barn' })
      await flush()
    }),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /^Open video/ }))
    const dialog = await screen.findByRole('dialog')
    await expect(within(dialog).getByText(/does not make videos with this content/)).toBeVisible()
  },
}

/** In Arabic, from right to left. */
export const RightToLeft: Story = {
  globals: { locale: 'ar' },
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('slider')).toHaveLength(3)
    await expect(document.documentElement).toHaveAttribute('dir', 'rtl')
  },
}

/** In the dark. */
export const Dark: Story = { ...Films, globals: { theme: 'dark' } }

/** With a few properties set, it belongs to somebody else. */
export const SomebodyElsesBrand: Story = { ...Films, globals: { theme: 'brand' } }
