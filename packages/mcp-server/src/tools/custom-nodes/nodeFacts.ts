/** The facts about a custom node that a person has to know before they decide. */
import type { Fact } from "../../model/DestructiveChange.ts"
import { isJsonObject, type JsonObject } from "../../text/json.ts"

const sumOf = (places: ReadonlyArray<JsonObject>, name: string): number =>
  places.reduce((sum, { [name]: count }) => sum + (typeof count === "number" ? count : 0), 0)

/** The places where the node is used, and the number of its runs. */
export const describeNode = ({ usage, stats }: JsonObject): ReadonlyArray<Fact> => {
  const places = isJsonObject(usage) ? Object.values(usage).filter(isJsonObject) : []
  const runs = isJsonObject(stats) && typeof stats["runCount"] === "number" ? stats["runCount"] : undefined
  return [
    {
      label: "used in",
      value:
        usage === undefined
          ? "not known"
          : `${sumOf(places, "flowCount")} workflows of ${sumOf(places, "appCount")} applications`
    },
    ...(runs === undefined ? [] : [{ label: "runs", value: String(runs) }])
  ]
}
