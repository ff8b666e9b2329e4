'use client'
import { isSettled } from '@dailies/core'
import type { Video } from '@dailies/core'
import { useCallback, useEffect, useInsertionEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Notifier } from './browser-notifier'
import { browserNotifier } from './browser-notifier'
import { useJobs } from './use-jobs'
import { useVideosRuntime } from './videos-provider'

/** What is said when a job is done. */
export interface UseJobNotificationsOptions {
  /** The words for one settled video, for the live region, the title and the notification. */
  text(video: Video): string
  /** Shows the words in the document's title until the page is looked at. @default true */
  title?: boolean
  /** @default the browser's own notifications and title */
  notifier?: Notifier
}

/** Word of jobs that are done. */
export interface UseJobNotifications {
  /** For a live region (`role="status"`): the latest words, empty until something is done. */
  announcement: string
  /** Whether a notification will be shown while the page is hidden. */
  isNotifying: boolean
  /** The browser has no notifications, or the visitor has refused them. */
  cannotNotify: boolean
  /** Opts in or out; call it from a press, since the browser asks the visitor then. */
  setNotifying(isNotifying: boolean): Promise<void>
}

/**
 * Tells when a job that was seen running is done: in words for a live region, in the title while the page is hidden, and, where the
 * visitor opted in, by a notification; only then does a hidden page go on hearing of its jobs.
 */
export function useJobNotifications({ text, title = true, notifier = browserNotifier }: UseJobNotificationsOptions): UseJobNotifications {
  const { store, feed, environment } = useVideosRuntime('useJobNotifications')
  const { ids } = useJobs()
  const [announcement, setAnnouncement] = useState('')
  const [, setAsked] = useState(0)
  const [isNotifying, setIsNotifying] = useState(false)
  const permission = useSyncExternalStore(subscribeToNothing, notifier.permission, unasked)
  const latest = useRef({ text, title, notices: notifier, isNotifying })
  const running = useRef<ReadonlySet<string>>(new Set())
  useInsertionEffect(() => {
    latest.current = { text, title, notices: notifier, isNotifying }
  }, [text, title, notifier, isNotifying])
  useInsertionEffect(() => {
    running.current = new Set(ids)
  }, [ids])

  useEffect(() => (isNotifying ? feed.watchWhileHidden() : undefined), [isNotifying, feed])

  useEffect(() => {
    let ownTitle: string | undefined
    const restoreTitle = (): void => {
      if (ownTitle === undefined || !environment.isVisible()) return
      latest.current.notices.setTitle(ownTitle)
      ownTitle = undefined
    }
    const unsubscribe = store.subscribeAll((news) => {
      if ('deleted' in news || !isSettled(news.video) || !running.current.has(news.video.id)) return
      const { text, title, notices, isNotifying } = latest.current
      const words = text(news.video)
      setAnnouncement(words)
      if (environment.isVisible()) return
      if (isNotifying) notices.show(words, news.video.id)
      if (!title) return
      ownTitle ??= notices.title()
      notices.setTitle(words)
    })
    const stopLooking = environment.onChange(restoreTitle)
    return () => {
      unsubscribe()
      stopLooking()
      if (ownTitle !== undefined) latest.current.notices.setTitle(ownTitle)
    }
  }, [store, environment])

  const setNotifying = useCallback(
    async (isWanted: boolean) => {
      if (isWanted && notifier.permission() === 'default') await notifier.requestPermission()
      // The browser tells nobody when the permission changes; this render reads it anew.
      setIsNotifying(isWanted && notifier.permission() === 'granted')
      setAsked((times) => times + 1)
    },
    [notifier],
  )
  const cannotNotify = permission === 'denied' || permission === 'unsupported'
  return { announcement, isNotifying, cannotNotify, setNotifying }
}

const subscribeToNothing = (): (() => void) => () => {}
const unasked = (): 'default' => 'default'
