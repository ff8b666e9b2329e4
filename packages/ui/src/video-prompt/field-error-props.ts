/** Links a control with the error message of its field, if that has an error. */
export const fieldErrorProps = (id: string, field: string, fieldWithError: string | null | undefined) =>
  fieldWithError === field ? { 'aria-invalid': true, 'aria-describedby': `${id}${field}-error` } : {}
