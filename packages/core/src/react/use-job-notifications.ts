'use client'
import { isSettled } from '@dailies/core'
import type { Video } from '@dailies/core'
import { useCallback, useEffect, useInsertionEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Notifier } from './browser-notifier'
import { browserNotifier } from './browser-notifier'
import { useRunningJobs } from './use-running-jobs'
import { useVideosRuntime } from './videos-provider'

/** Options of `useJobNotifications`: the notification text, and where it is shown. */
export interface UseJobNotificationsOptions {
  /** Text for one settled video: for the live region, the title and the notification. */
  text(video: Video): string
  /** Shows the text as the document's title until the page is visible again. @default true */
  title?: boolean
  /** Notification API and title. @default those of the browser */
  notifier?: Notifier
}

/** Result of `useJobNotifications`: the live region text and the notification opt-in. */
export interface UseJobNotifications {
  /** Text for a live region (`role="status"`): the latest message, empty until a job has settled. */
  announcement: string
  /** Whether a browser notification is shown while the page is hidden. */
  isNotifying: boolean
  /** The browser has no notifications, or the user has denied the permission. */
  cannotNotify: boolean
  /** Opts in or out. Call it from a user gesture, because it may request the permission. */
  setNotifying(isNotifying: boolean): Promise<void>
}

/**
 * Notifies the user when a running job has completed or failed: by text for a live region, by the document's title
 * while the page is hidden, and, after an opt-in, by a browser notification. With the opt-in, a hidden page keeps
 * watching its jobs; without it, a hidden page sends no requests.
 */
export function useJobNotifications({
  text,
  title = true,
  notifier = browserNotifier,
}: UseJobNotificationsOptions): UseJobNotifications {
  const { store, environment } = useVideosRuntime('useJobNotifications')
  const { ids } = useRunningJobs()
  const [announcement, setAnnouncement] = useState('')
  const [, forceRender] = useState(0)
  const [isNotifying, setIsNotifying] = useState(false)
  const permission = useSyncExternalStore(subscribeNever, notifier.permission, getServerPermission)
  const latest = useRef({ text, title, notifier, isNotifying })
  const running = useRef<ReadonlySet<string>>(new Set())
  useInsertionEffect(() => {
    latest.current = { text, title, notifier, isNotifying }
  }, [text, title, notifier, isNotifying])
  useInsertionEffect(() => {
    running.current = new Set(ids)
  }, [ids])

  useEffect(() => (isNotifying ? store.watchWhileHidden() : undefined), [isNotifying, store])

  useEffect(() => {
    let originalTitle: string | undefined
    const restoreTitle = (): void => {
      if (originalTitle === undefined || !environment.isVisible()) return
      latest.current.notifier.setTitle(originalTitle)
      originalTitle = undefined
    }
    const unsubscribeStore = store.subscribeAll((event) => {
      if ('deleted' in event || !isSettled(event.video) || !running.current.has(event.video.id)) return
      const { text, title, notifier, isNotifying } = latest.current
      const message = text(event.video)
      setAnnouncement(message)
      if (environment.isVisible()) return
      if (isNotifying) notifier.show(message, event.video.id)
      if (!title) return
      originalTitle ??= notifier.title()
      notifier.setTitle(message)
    })
    const unsubscribeEnvironment = environment.onChange(restoreTitle)
    return () => {
      unsubscribeStore()
      unsubscribeEnvironment()
      if (originalTitle !== undefined) latest.current.notifier.setTitle(originalTitle)
    }
  }, [store, environment])

  const setNotifying = useCallback(
    async (isWanted: boolean) => {
      if (isWanted && notifier.permission() === 'default') await notifier.requestPermission()
      // No subscription reports a change of the permission, so this render reads it again.
      setIsNotifying(isWanted && notifier.permission() === 'granted')
      forceRender((count) => count + 1)
    },
    [notifier],
  )
  const cannotNotify = permission === 'denied' || permission === 'unsupported'
  return { announcement, isNotifying, cannotNotify, setNotifying }
}

const subscribeNever = (): (() => void) => () => {}
const getServerPermission = (): 'default' => 'default'
