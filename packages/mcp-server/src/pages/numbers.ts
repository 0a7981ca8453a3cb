/** Numbers in the language of the host. */

const grouped = /^\d{1,3}(?:,\d{3})+$/

export interface Formats {
  readonly number: (value: number) => string
  /** A text of the server. One that is nothing but a number, such as `1,200`, is written as the host writes it. */
  readonly text: (value: string) => string
  readonly count: (value: number, one: string, many: string) => string
}

/** A host may name a locale that the browser does not know. */
const knownLocale = (locale: string | undefined): string | undefined => {
  const [known] = locale === undefined || !/^[A-Za-z0-9-]+$/.test(locale) ? [] : [locale]
  return known
}

export const makeFormats = (locale: string | undefined): Formats => {
  const format = new Intl.NumberFormat(knownLocale(locale))
  const number = (value: number): string => format.format(value)
  return {
    number,
    text: (value) => (grouped.test(value) ? number(Number(value.replaceAll(",", ""))) : value),
    count: (value, one, many) => `${number(value)} ${value === 1 ? one : many}`
  }
}
