/** Change sets for tests that need no Losant. */
import { InstanceId, OrgId, UserId } from "@effect-losant/core"
import { ChangeSet, ChangeSetId, type Write } from "@effect-losant/fleet"

const digits = (number: number, length: number) => number.toString(16).padStart(length, "0")

export const setId = (number: number) => ChangeSetId.make(`00000000-0000-4000-8000-${digits(number, 12)}`)
export const orgId = (number: number) => OrgId.make(digits(number, 24))

export const removal = (number: number): Write => ({
  _tag: "remove_member",
  orgId: orgId(number),
  orgName: `Plant ${number} \u2028 "ü"`,
  dangers: ["removeMember"],
  userId: UserId.make(digits(99, 24)),
  before: { role: "edit" }
})

export const changeSet = (number: number): ChangeSet =>
  ChangeSet.make({
    id: setId(number),
    instanceId: InstanceId.make(digits(1, 24)),
    operation: "remove_member",
    createdAt: 0,
    expiresAt: 3_600_000,
    organizations: 3,
    excluded: [{ orgName: "Plant 0", reason: "The person is no member." }],
    requests: 4
  })
