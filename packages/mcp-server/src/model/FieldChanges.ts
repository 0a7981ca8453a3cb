/** The fields that a write changes. */

/** A field as it is and as it is to be; the side on which it does not exist is absent. */
export interface Change {
  readonly before?: unknown
  readonly after?: unknown
}

/** By field, such as `name`, `limits.device`, `tags.region` or `banner.level`. */
export type Changes = Readonly<Record<string, Change>>
