import type { Preview } from '@storybook/react-vite'

/** What the toolbar changes around every story. */
export const toolbar = {
  theme: {
    description: 'Colours',
    toolbar: {
      title: 'Theme',
      icon: 'mirror',
      dynamicTitle: true,
      items: [
        { value: 'system', title: 'As the system' },
        { value: 'light', title: 'Light' },
        { value: 'dark', title: 'Dark' },
      ],
    },
  },
  direction: {
    description: 'Writing direction',
    toolbar: {
      title: 'Direction',
      icon: 'transfer',
      dynamicTitle: true,
      items: [
        { value: 'ltr', title: 'Left to right' },
        { value: 'rtl', title: 'Right to left' },
      ],
    },
  },
  locale: {
    description: 'Language of numbers and dates',
    toolbar: {
      title: 'Locale',
      icon: 'globe',
      dynamicTitle: true,
      items: [
        { value: 'en', title: 'English' },
        { value: 'en-GB', title: 'English, British numbers' },
        { value: 'de', title: 'English, German numbers' },
        { value: 'ar-EG', title: 'English, Egyptian numbers' },
      ],
    },
  },
  motion: {
    description: 'Motion',
    toolbar: {
      title: 'Motion',
      icon: 'fastforward',
      dynamicTitle: true,
      items: [
        { value: 'system', title: 'Motion as the system' },
        { value: 'reduced', title: 'Reduced motion' },
      ],
    },
  },
} satisfies Preview['globalTypes']
