/** The page of a plan, or of the answer of a call that asked nobody. */
import { mainPart, notice } from "../dom.ts"
import { connect } from "../host.ts"
import { makeFormats } from "../numbers.ts"
import { answerParts } from "./answer.ts"
import { makePlanPage, offeredBy } from "./planPage.ts"

const part = mainPart()
const { show } = part

void connect("plan", {
  onResult: (host, result) => {
    const offered = offeredBy(result)
    if (offered.id === undefined || result.isError) {
      show(...answerParts(result, host.toolTitle() ?? "Losant"))
    } else if (host.canCall()) {
      void makePlanPage(host, offered, makeFormats(host.locale()), part).begin()
    } else {
      show(
        notice(
          "danger",
          "This client does not let the view call the server. Whoever runs the server can set LOSANT_MCP_CONFIRM=token."
        )
      )
    }
  },
  onCancelled: () => show(notice("warning", "The call was cancelled."))
})
