import { describe, it } from "@effect/vitest"
import { expectLines, type Plant } from "./plant.ts"

const schema = (name: string, ...path: ReadonlyArray<string>) => ["schemas", name, ...path]
const patch = (...path: ReadonlyArray<string>) => schema("instanceOrgPatch", "properties", ...path)
const query = (...path: ReadonlyArray<string>) => schema("advancedInstanceOrgQuery", "properties", ...path)

const plants: ReadonlyArray<Plant> = [
  {
    kind: "schema that the contract lacks",
    edits: [[schema("orgRoleInfo"), undefined]],
    lines: ["schema orgRoleInfo: definition is absent in the contract, present in core"]
  },
  {
    kind: "property that core lacks",
    edits: [[patch("region"), { type: "string" }]],
    lines: ["schema instanceOrgPatch.region: property is present in the contract, absent in core"]
  },
  {
    kind: "property that the contract lacks",
    edits: [[schema("payloadStats", "properties", "mqttIn"), undefined]],
    lines: ["schema payloadStats.mqttIn: property is absent in the contract, present in core"]
  },
  {
    kind: "type",
    edits: [[patch("isReadOnly", "type"), "string"]],
    lines: ["schema instanceOrgPatch.isReadOnly: type is string in the contract, boolean in core"]
  },
  {
    kind: "whole number or any number",
    edits: [[schema("deviceCounts", "properties", "counts", "items", "properties", "total", "type"), "number"]],
    lines: ["schema deviceCounts.counts[].total: type is number in the contract, integer in core"]
  },
  {
    kind: "reference that leads nowhere",
    edits: [[patch("banner"), { $ref: "#/definitions/banner" }]],
    lines: [
      "schema instanceOrgPatch.banner: type is unknown reference #/definitions/banner in the contract, object in core"
    ]
  },
  {
    kind: "reference that leads to itself",
    edits: [[schema("success"), { oneOf: [{ $ref: "#/definitions/success" }] }]],
    lines: ["schema success: type is unknown reference #/definitions/success in the contract, object in core"]
  },
  {
    kind: "enum of a body",
    edits: [[patch("banner", "properties", "level", "enum"), ["info", "critical"]]],
    lines: [
      'schema instanceOrgPatch.banner.level: enum is ["critical","info"] in the contract, ["critical","info","warning"] in core'
    ]
  },
  {
    kind: "enum of an answer",
    edits: [[schema("orgInvite", "properties", "role", "enum", "+"), "owner"]],
    lines: [
      'schema orgInvite.role: enum is ["admin","collaborate","edit","none","owner","view"] in the contract, ["admin","collaborate","edit","none","view"] in core'
    ]
  },
  {
    kind: "minimum",
    edits: [[patch("limits", "properties", "dataTTL", "minimum"), 3600]],
    lines: ["schema instanceOrgPatch.limits.dataTTL: minimum is 3600 in the contract, 86400 in core"]
  },
  {
    kind: "maximum",
    edits: [[patch("limits", "properties", "systemInterval", "maximum"), undefined]],
    lines: ["schema instanceOrgPatch.limits.systemInterval: maximum is absent in the contract, 3600 in core"]
  },
  {
    kind: "minLength",
    edits: [[patch("whitelistedEmailDomains", "items", "minLength"), 4]],
    lines: ["schema instanceOrgPatch.whitelistedEmailDomains[]: minLength is 4 in the contract, 3 in core"]
  },
  {
    kind: "maxLength",
    edits: [[patch("name", "maxLength"), 200]],
    lines: ["schema instanceOrgPatch.name: maxLength is 200 in the contract, 255 in core"]
  },
  {
    kind: "pattern",
    edits: [[patch("tags", "items", "properties", "key", "pattern"), "^\\w{1,255}$"]],
    lines: [
      'schema instanceOrgPatch.tags[].key: pattern is "^\\\\w{1,255}$" in the contract, "^[0-9a-zA-Z_-]{1,255}$" in core'
    ]
  },
  {
    kind: "format",
    edits: [[schema("orgInvitePost", "properties", "email", "format"), "idn-email"]],
    lines: ['schema orgInvitePost.email: format is "idn-email" in the contract, "email" in core']
  },
  {
    kind: "maxItems",
    edits: [[patch("tags", "maxItems"), 50]],
    lines: ["schema instanceOrgPatch.tags: maxItems is 50 in the contract, 100 in core"]
  },
  {
    kind: "minItems",
    edits: [[schema("orgRoleInfo", "properties", "applicationRoles", "minItems"), 1]],
    lines: ["schema orgRoleInfo.applicationRoles: minItems is 1 in the contract, absent in core"]
  },
  {
    kind: "schema of items",
    edits: [[patch("whitelistedEmailDomains", "items"), undefined]],
    lines: [
      "schema instanceOrgPatch.whitelistedEmailDomains[]: schema of items is absent in the contract, present in core"
    ]
  },
  {
    kind: "minProperties",
    edits: [[schema("instanceOrgPatch", "minProperties"), 1]],
    lines: ["schema instanceOrgPatch: minProperties is 1 in the contract, absent in core"]
  },
  {
    kind: "maxProperties",
    edits: [[query("memberId", "oneOf", "2", "maxProperties"), undefined]],
    lines: ["schema advancedInstanceOrgQuery.memberId: maxProperties is absent in the contract, 1 in core"]
  },
  {
    kind: "property that is required",
    edits: [[schema("instanceOrgPatch", "required"), ["name"]]],
    lines: ["schema instanceOrgPatch.name: required is true in the contract, false in core"]
  },
  {
    kind: "property that is not required",
    edits: [[schema("orgInvitePost", "required"), ["email"]]],
    lines: ["schema orgInvitePost.role: required is false in the contract, true in core"]
  },
  {
    kind: "variant that core lacks",
    edits: [[patch("disabledAt", "oneOf", "+"), { type: "integer" }]],
    lines: ["schema instanceOrgPatch.disabledAt: variant integer is present in the contract, absent in core"]
  },
  {
    kind: "variant that the contract lacks",
    edits: [[patch("disabledAt", "oneOf", "1"), undefined]],
    lines: ["schema instanceOrgPatch.disabledAt: variant boolean is absent in the contract, present in core"]
  },
  {
    kind: "null among the variants",
    edits: [[query("name", "oneOf", "3"), undefined]],
    lines: ["schema advancedInstanceOrgQuery.name: variant null is absent in the contract, present in core"]
  },
  {
    kind: "property of one of several objects",
    edits: [[schema("instanceOrgMemberPost", "oneOf", "1", "properties", "disallowTransfer"), undefined]],
    lines: [
      "schema instanceOrgMemberPost (object 2).disallowTransfer: property is absent in the contract, present in core"
    ]
  },
  {
    kind: "object among several that core lacks",
    edits: [[query("tags", "oneOf", "+"), { type: "object", properties: { $exists: { type: "boolean" } } }]],
    lines: [
      "schema advancedInstanceOrgQuery.tags (object 5): variant object is present in the contract, absent in core"
    ]
  },
  {
    kind: "pattern of properties",
    edits: [
      [query("tags", "oneOf", "2", "patternProperties", "^[0-9a-zA-Z_-]{1,255}"), undefined],
      [query("tags", "oneOf", "2", "patternProperties", "^\\w+$"), { type: "string", maxLength: 255 }]
    ],
    lines: [
      "schema advancedInstanceOrgQuery.tags (object 2)[^\\w+$]: pattern is present in the contract, absent in core",
      "schema advancedInstanceOrgQuery.tags (object 2)[^[0-9a-zA-Z_-]{1,255}]: pattern is absent in the contract, present in core"
    ]
  },
  {
    kind: "values of pattern properties",
    edits: [[schema("payloadStats", "properties", "timer", "additionalProperties", "type"), "string"]],
    lines: ["schema payloadStats.timer[.*]: type is string in the contract, number in core"]
  },
  {
    kind: "whether a body takes further properties",
    edits: [[patch("banner", "additionalProperties"), true]],
    lines: ["schema instanceOrgPatch.banner: additionalProperties is true in the contract, false in core"]
  },
  {
    kind: "recursive schema that ends",
    edits: [[query("$nor", "items"), { type: "string" }]],
    lines: ["schema advancedInstanceOrgQuery.$nor[]: type is string in the contract, object in core"]
  },
  {
    kind: "default of a property",
    edits: [[patch("isReadOnly", "default"), false]],
    lines: ["schema instanceOrgPatch.isReadOnly: default is false in the contract, absent in core"]
  },
  {
    kind: "keyword that the check has never seen",
    edits: [[patch("name", "not"), { const: "Losant" }]],
    lines: ['schema instanceOrgPatch.name: not is {"const":"Losant"} in the contract, absent in core']
  }
]

describe("a planted difference is the one that is reported", () => {
  it.effect.each(plants)("$kind", expectLines)
})
