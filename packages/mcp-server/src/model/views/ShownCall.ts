/** The call whose answer a page shows. */

/** It stands in `_meta` of an answer about usage, because hosts need not name the tool: the page calls it again. */
export interface ShownCall {
  readonly tool: string
  /** As the assistant gave them. */
  readonly arguments: object
}
