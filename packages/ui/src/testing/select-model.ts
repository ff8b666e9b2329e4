import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'

/** Selects a model by its card. @param root the prompt, if the page has several */
export async function selectModel(label: string, root = document.body): Promise<void> {
  await userEvent.click(await within(root).findByRole('combobox', { name: 'Model' }))
  await userEvent.click(
    await screen.findByRole('option', { name: (_name, card) => card.querySelector('strong')?.textContent === label }),
  )
}
