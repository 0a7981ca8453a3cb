/** The form of the ids that Losant gives: 24 hexadecimal digits. */

const idForm = /^[A-Fa-f\d]{24}$/

/** The text has the form of an id. Whether Losant knows the id is another question. */
export const isLosantId = (text: string): boolean => idForm.test(text)
