import { describe, it } from "@effect/vitest"
import { expectLines, type Plant } from "./plant.ts"

const action = (resource: string, name: string, ...path: ReadonlyArray<string>) => [
  ...["apiInfo", resource, "actions", name],
  ...path
]
const param = (resource: string, name: string, ...path: ReadonlyArray<string>) =>
  action(resource, name, "params", ...path)

const plants: ReadonlyArray<Plant> = [
  {
    kind: "method",
    edits: [[action("instanceOrg", "patch", "method"), "PUT"]],
    lines: ["instanceOrg.patch: method is PUT in the contract, PATCH in core"]
  },
  {
    kind: "path",
    edits: [[action("instanceOrg", "deviceCounts", "path"), "/devices"]],
    lines: [
      "instanceOrg.deviceCounts: path is /instances/{instanceId}/orgs/{orgId}/devices in the contract, /instances/{instanceId}/orgs/{orgId}/deviceCounts in core"
    ]
  },
  {
    kind: "action that core lacks",
    edits: [[action("instanceOrg", "archive"), { method: "POST", responses: {} }]],
    lines: ["instanceOrg.archive: action is present in the contract, absent in core"]
  },
  {
    kind: "action that the contract lacks",
    edits: [[action("instanceOrgMember", "delete"), undefined]],
    lines: ["instanceOrgMember.delete: action is absent in the contract, present in core"]
  },
  {
    kind: "parameter that core lacks",
    edits: [[param("instanceOrg", "get", "+"), { name: "summaryExclude", in: "query", type: "string" }]],
    lines: ["instanceOrg.get summaryExclude: parameter is present in the contract, absent in core"]
  },
  {
    kind: "parameter that the contract lacks",
    edits: [[param("instanceOrgs", "get", "filter"), undefined]],
    lines: ["instanceOrgs.get filter: parameter is absent in the contract, present in core"]
  },
  {
    kind: "place of a parameter",
    edits: [[param("instanceOrgs", "get", "filter", "in"), "header"]],
    lines: ["instanceOrgs.get filter: place is header in the contract, query in core"]
  },
  {
    kind: "requiredness of a parameter",
    edits: [[param("instanceOrg", "deviceCounts", "start", "required"), true]],
    lines: ["instanceOrg.deviceCounts start: required is true in the contract, false in core"]
  },
  {
    kind: "requiredness of a body",
    edits: [[param("instanceOrg", "patch", "organization", "required"), undefined]],
    lines: ["instanceOrg.patch organization: required is false in the contract, true in core"]
  },
  {
    kind: "enum of a parameter",
    edits: [[param("instanceOrgMembers", "get", "sortField", "enum"), ["email", "role", "name"]]],
    lines: [
      'instanceOrgMembers.get sortField: enum is ["email","name","role"] in the contract, ["email","role"] in core'
    ]
  },
  {
    kind: "default of a parameter",
    edits: [[param("instances", "get", "perPage", "default"), 1000]],
    lines: ['instances.get perPage: default is "1000" in the contract, "100" in core']
  },
  {
    kind: "default that core lacks",
    edits: [[param("instanceOrg", "payloadCounts", "end", "default"), 0]],
    lines: ['instanceOrg.payloadCounts end: default is "0" in the contract, absent in core']
  },
  {
    kind: "pattern of an id in a path",
    edits: [[["apiInfo", "instanceOrgMembers", "params", "orgId", "pattern"], "^.{24}$"]],
    lines: ["get", "post"].map(
      (name) => `instanceOrgMembers.${name} orgId: pattern is "^.{24}$" in the contract, "^[A-Fa-f\\\\d]{24}$" in core`
    )
  },
  {
    kind: "length of a parameter",
    edits: [[param("instanceOrgInvites", "get", "filter", "minLength"), 1]],
    lines: ["instanceOrgInvites.get filter: minLength is 1 in the contract, absent in core"]
  },
  {
    kind: "schema of a body",
    edits: [[param("instanceOrgInvites", "post", "invite", "schema", "$ref"), "#/definitions/orgRoleInfo"]],
    lines: ["instanceOrgInvites.post invite: schema is orgRoleInfo in the contract, orgInvitePost in core"]
  },
  {
    kind: "schema of a query",
    edits: [[param("instanceOrgs", "get", "query", "schema"), undefined]],
    lines: ["instanceOrgs.get query: schema is absent in the contract, advancedInstanceOrgQuery in core"]
  },
  {
    kind: "answer",
    edits: [[action("instanceOrgs", "post", "responses", "200", "schema", "$ref"), "#/definitions/instanceOrg"]],
    lines: ["instanceOrgs.post: answer is instanceOrg in the contract, org in core"]
  },
  {
    kind: "status of success",
    edits: [
      [action("instanceOrgInvites", "post", "responses", "201"), undefined],
      [
        action("instanceOrgInvites", "post", "responses", "200"),
        { schema: { $ref: "#/definitions/orgInviteCollection" } }
      ]
    ],
    lines: ["instanceOrgInvites.post: success status is 200 in the contract, 201 in core"]
  },
  {
    kind: "second answer",
    edits: [
      [action("instanceOrg", "delete", "responses", "202"), { schema: { $ref: "#/definitions/jobEnqueuedResult" } }]
    ],
    lines: [
      "instanceOrg.delete: success status is 200 or 202 in the contract, 200 in core",
      "instanceOrg.delete: answer is success or jobEnqueuedResult in the contract, success in core"
    ]
  },
  {
    kind: "status of an error that core lacks",
    edits: [[action("instanceOrgMembers", "post", "responses", "409"), {}]],
    lines: ["instanceOrgMembers.post: error status 409 is present in the contract, absent in core"]
  },
  {
    kind: "status of an error that the contract lacks",
    edits: [[action("instanceOrg", "get", "responses", "404"), undefined]],
    lines: ["instanceOrg.get: error status 404 is absent in the contract, present in core"]
  },
  {
    kind: "own scope",
    edits: [[action("instanceOrg", "deviceCounts", "auth"), ["instanceOrg.usage"]]],
    lines: [
      "instanceOrg.deviceCounts: own scope instanceOrg.usage is present in the contract, absent in core",
      "instanceOrg.deviceCounts: own scope instanceOrg.deviceCounts is absent in the contract, present in core"
    ]
  },
  {
    kind: "scope that core lacks",
    edits: [[["scopes", "instanceOrg.delete", "+"], "all.Organization"]],
    lines: ["instanceOrg.delete: scope all.Organization is present in the contract, absent in core"]
  },
  {
    kind: "scope that the contract lacks",
    edits: [
      [
        ["scopes", "instanceOrgMember.patch"],
        ["all.User", "instanceOrgMember.*", "instanceOrgMember.patch"]
      ]
    ],
    lines: ["instanceOrgMember.patch: scope all.Instance is absent in the contract, present in core"]
  }
]

describe("a planted difference is the one that is reported", () => {
  it.effect.each(plants)("$kind", expectLines)
})
