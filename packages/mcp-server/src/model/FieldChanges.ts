/** The fields that a write changes. */
import type { Json } from "../text/json.ts"

/** The value of a field before and after the write. A side is absent if the field does not exist there. */
export type Change = { readonly before?: Json; readonly after?: Json }

/** By field, such as `name`, `limits.device`, `tags.region` or `banner.level`. */
export type Changes = Readonly<Record<string, Change>>
