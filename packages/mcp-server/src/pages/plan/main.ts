/** The page of a plan, or of the answer of a call that asked nobody. */
import { mainPart, notice } from "../dom.ts"
import { connect, type Host, type Result } from "../host.ts"
import { makeFormats } from "../numbers.ts"
import { answerParts } from "./answer.ts"
import { makePlanPage, offeredBy } from "./planPage.ts"

const part = mainPart()
const { show } = part

const start = async (): Promise<void> => {
  let host: Host | undefined
  const waiting: Array<Result> = []
  const onResult = (result: Result): void => {
    if (host === undefined) {
      waiting.push(result)
      return
    }
    const formats = makeFormats(host.locale())
    const offered = offeredBy(result)
    if (offered.id === undefined || result.isError) {
      show(...answerParts(result, host.toolTitle() ?? "Losant"))
    } else if (host.canCall()) {
      void makePlanPage(host, offered, formats, part).begin()
    } else {
      show(
        notice(
          "danger",
          "This client does not let the view call the server. Whoever runs the server can set LOSANT_MCP_CONFIRM=token."
        )
      )
    }
  }
  host = await connect("plan", { onResult, onCancelled: () => show(notice("warning", "The call was cancelled.")) })
  for (const result of waiting) onResult(result)
}

void start()
