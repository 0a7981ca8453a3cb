/** The page of a fleet: organizations near limits, a ranking, or invitations. */
import { h, mainPart, notice } from "../dom.ts"
import { connect, type Host, type Result } from "../host.ts"
import { makeFormats } from "../numbers.ts"
import { showFleet } from "./fleetPage.ts"

const part = mainPart()

const start = async (): Promise<void> => {
  let host: Host | undefined
  let input: Readonly<Record<string, unknown>> = {}
  const waiting: Array<Result> = []
  const onResult = (result: Result): void => {
    if (host === undefined) waiting.push(result)
    else if (result.isError) part.show(h("h1", {}, host.toolTitle() ?? "Organizations"), notice("danger", result.text))
    else showFleet(host, part, makeFormats(host.locale()), input, result)
  }
  host = await connect("fleet", {
    onResult,
    onCancelled: () => part.show(notice("warning", "The call was cancelled.")),
    onInput: (values) => {
      input = values
    }
  })
  for (const result of waiting) onResult(result)
}

void start()
