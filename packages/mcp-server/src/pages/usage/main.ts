/** The page of usage: a chart that answers, with its numbers. */

import { viewMetaKey } from "../../model/views/names.ts"
import type { ShownCall } from "../../model/views/ShownCall.ts"
import { mainPart, notice } from "../dom.ts"
import { connect, fieldsOf, type Result } from "../host.ts"
import { readUsage } from "./readUsage.ts"
import { showUsage } from "./usagePage.ts"

const { show } = mainPart()

const callOf = ({ meta }: Result): ShownCall | undefined => {
  const { tool, arguments: values } = fieldsOf(meta[viewMetaKey])
  return typeof tool === "string" ? { tool, arguments: fieldsOf(values) } : undefined
}

void connect("usage", {
  onResult: (host, result) => {
    const usage = result.isError ? undefined : readUsage(result.content)
    if (usage === undefined) show(notice("danger", result.text))
    else show(...showUsage(host, callOf(result), usage))
  },
  onCancelled: () => show(notice("warning", "The call was cancelled."))
})
