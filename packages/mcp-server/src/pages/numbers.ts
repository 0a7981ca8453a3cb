/** Numbers and dates in the language of the host. */

const grouped = /^\d{1,3}(?:,\d{3})+$/

export interface Formats {
  readonly number: (value: number) => string
  /** A text of the server. One that is nothing but a number, such as `1,200`, is written as the host writes it. */
  readonly text: (value: string) => string
  readonly count: (value: number, one: string, many: string) => string
  /** `value` is a hundredth: 12.5 is 12.5 %. */
  readonly percent: (value: number) => string
  /** A day. A text that is no date stays as it is. */
  readonly date: (value: string) => string
  /** Orders texts as people expect it, and numbers in them by their value. */
  readonly compare: (one: string, other: string) => number
}

/** The language, script and region. The browser refuses a text of another form, and takes unknown ones of this form. */
export const knownLocale = (locale: string | undefined): string | undefined =>
  locale?.replaceAll("_", "-").match(/^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?![a-z0-9])/i)?.[0]

export const makeFormats = (locale: string | undefined): Formats => {
  const known = knownLocale(locale)
  const numbers = new Intl.NumberFormat(known)
  const percents = new Intl.NumberFormat(known, { style: "percent", maximumFractionDigits: 1 })
  const dates = new Intl.DateTimeFormat(known, { dateStyle: "medium" })
  const number = (value: number): string => numbers.format(value)
  return {
    number,
    text: (value) => (grouped.test(value) ? number(Number(value.replaceAll(",", ""))) : value),
    count: (value, one, many) => `${number(value)} ${value === 1 ? one : many}`,
    percent: (value) => percents.format(value / 100),
    date: (value) => {
      const millis = Date.parse(value)
      return Number.isNaN(millis) ? value : dates.format(millis)
    },
    compare: new Intl.Collator(known, { numeric: true }).compare
  }
}
