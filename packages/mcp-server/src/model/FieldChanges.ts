/** The fields that a write changes. */

/** The value of a field before and after the write. A side is absent if the field does not exist there. */
export interface Change {
  readonly before?: unknown
  readonly after?: unknown
}

/** By field, such as `name`, `limits.device`, `tags.region` or `banner.level`. */
export type Changes = Readonly<Record<string, Change>>
