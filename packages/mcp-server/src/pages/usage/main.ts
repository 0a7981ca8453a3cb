/** The page of usage: a chart that answers, with its numbers. */

import { viewMetaKey } from "../../model/views/names.ts"
import type { ShownCall } from "../../model/views/ShownCall.ts"
import { mainPart, notice } from "../dom.ts"
import { connect, fieldsOf, type Host, type Result } from "../host.ts"
import { readUsage } from "./readUsage.ts"
import { showUsage } from "./usagePage.ts"

const { show } = mainPart()

const callOf = ({ meta }: Result): ShownCall | undefined => {
  const { tool, arguments: values } = fieldsOf(meta[viewMetaKey])
  return typeof tool === "string" ? { tool, arguments: fieldsOf(values) } : undefined
}

const start = async (): Promise<void> => {
  let host: Host | undefined
  const waiting: Array<Result> = []
  const onResult = (result: Result): void => {
    if (host === undefined) {
      waiting.push(result)
      return
    }
    const usage = result.isError ? undefined : readUsage(result.content)
    if (usage === undefined) show(notice("danger", result.text))
    else show(...showUsage(host, callOf(result), usage))
  }
  host = await connect("usage", { onResult, onCancelled: () => show(notice("warning", "The call was cancelled.")) })
  for (const result of waiting) onResult(result)
}

void start()
