// The dates of HTTP headers, in the three formats that RFC 9110 (5.6.7) asks a recipient to read.

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

const time = String.raw`(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})`
const month = "(?<month>[a-z]{3})"
const formats = [
  // Sun, 06 Nov 1994 08:49:37 GMT
  String.raw`[a-z]{3}, (?<day>\d{2}) ${month} (?<year>\d{4}) ${time} gmt`,
  // Sunday, 06-Nov-94 08:49:37 GMT
  String.raw`[a-z]{6,9}, (?<day>\d{2})-${month}-(?<year>\d{2}) ${time} gmt`,
  // Sun Nov  6 08:49:37 1994
  String.raw`[a-z]{3} ${month} (?<day>[ \d]\d) ${time} (?<year>\d{4})`
].map((format) => new RegExp(`^${format}$`, "i"))

/** The moment of a date, in milliseconds since 1970; undefined if the text is not a date. */
export const httpDateMillis = (text: string): number | undefined => {
  const fields = formats.map((format) => format.exec(text)?.groups).find((groups) => groups !== undefined)
  if (fields === undefined) return undefined
  const number = (name: string) => Number(fields[name])
  const index = months.indexOf((fields["month"] ?? "").toLowerCase())
  const [day, hour, minute, second] = [number("day"), number("hour"), number("minute"), number("second")]
  const start = Date.UTC(fullYear(fields["year"] ?? ""), index, day)
  // `Date` makes another day of one that does not exist. A leap second does exist.
  const isReal = index >= 0 && new Date(start).getUTCDate() === day && hour < 24 && minute < 60 && second <= 60
  return isReal ? start + ((hour * 60 + minute) * 60 + second) * 1_000 : undefined
}

/** A year of two digits is one of the years from 1970 to 2069. */
const fullYear = (digits: string): number => {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < 70 ? 2_000 + year : 1_900 + year
}
