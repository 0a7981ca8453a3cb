/** The page of a fleet: organizations near limits, a ranking, or invitations. */
import { h, mainPart, notice } from "../dom.ts"
import { connect } from "../host.ts"
import { makeFormats } from "../numbers.ts"
import { showFleet } from "./fleetPage.ts"

const part = mainPart()
let input: Readonly<Record<string, unknown>> = {}

void connect("fleet", {
  onResult: (host, result) => {
    if (result.isError) part.show(h("h1", {}, host.toolTitle() ?? "Organizations"), notice("danger", result.text))
    else showFleet(host, part, makeFormats(host.locale()), input, result)
  },
  onCancelled: () => part.show(notice("warning", "The call was cancelled.")),
  onInput: (values) => {
    input = values
  }
})
