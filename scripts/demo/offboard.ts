// The scene in which a person leaves: out of all organizations with one plan and one yes.
import assert from "node:assert/strict"
import * as Schema from "effect/Schema"
import { heading, note, result } from "./print.ts"

/** Calls a tool and decodes its answer. */
type Call = <A>(tool: string, args: Record<string, unknown>, answer: Schema.Codec<A>) => Promise<A>

const leaver = "sam@leaving.example"

const Org = Schema.Struct({ id: Schema.String })
const Orgs = Schema.Struct({ items: Schema.Array(Org), totalCount: Schema.Finite })
const Group = Schema.Struct({ what: Schema.String, count: Schema.Finite, of: Schema.Array(Schema.String) })
const Plan = Schema.Struct({
  changeSetId: Schema.String,
  confirmToken: Schema.String,
  summary: Schema.String,
  changes: Schema.Array(Group)
})
const Applied = Schema.Struct({
  state: Schema.Literal("done"),
  summary: Schema.String,
  counts: Schema.Struct({ done: Schema.Finite })
})
const Found = Schema.Struct({ items: Schema.Array(Schema.Unknown), checked: Schema.Finite })

/** Plans a set, shows it, and carries it out as after the person's yes. */
const carryOut = async (call: Call, request: Record<string, unknown>) => {
  const { changeSetId, confirmToken, summary, changes } = await call("losant_plan_changes", request, Plan)
  note(summary)
  for (const { what, of } of changes) note(`${what}: ${of.join("; ")}`)
  return call("losant_apply_changes", { changeSetId, confirmToken }, Applied)
}

/** `step` is the number of the scene. */
export const offboard = async (call: Call, step: number) => {
  heading(`${step}. A person leaves: out of all organizations, with one plan and one yes`)
  const { items, totalCount } = await call("losant_list_orgs", { perPage: 5 }, Orgs)
  const orgs = items.map(({ id }) => id)
  await carryOut(call, { operation: "add_member", orgs: orgs.slice(0, 4), person: leaver, change: { role: "edit" } })
  await carryOut(call, { operation: "invite", orgs: orgs.slice(4), person: leaver, change: { role: "view" } })
  const { counts, summary } = await carryOut(call, { operation: "remove_member", person: leaver })
  assert.equal(counts.done, orgs.length, "every membership and the invitation are gone")
  const left = await call("losant_find_members", { person: leaver, includeInvites: true }, Found)
  assert.equal(left.items.length, 0, "the person is nowhere any more")
  assert.equal(left.checked, totalCount, "all organizations were searched")
  result(summary)
}
