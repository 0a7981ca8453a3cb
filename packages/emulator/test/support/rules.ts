// Declarations of collections that core does not have, in the shapes of Losant's: the generic store has to serve them.
import { Action, InstanceId, LosantNotFound, ResourceId, Schemas } from "@effect-losant/core"
import * as Schema from "effect/Schema"
import { collectionPathOf, collectionsOf } from "../../src/resources/Declaration.ts"
import { handleResource } from "../../src/resources/handleResource.ts"
import { storedCollection } from "../../src/resources/StoredCollection.ts"

const Rule = Schema.Struct({
  id: ResourceId,
  ruleId: Schema.optionalKey(ResourceId),
  ownerId: Schema.optionalKey(InstanceId),
  ownerType: Schema.optionalKey(Schema.String),
  creationDate: Schema.optionalKey(Schemas.IsoDate),
  lastUpdated: Schema.optionalKey(Schemas.IsoDate),
  name: Schema.String,
  enabled: Schema.optionalKey(Schema.Boolean)
})
const Rules = Schema.Struct({ items: Schema.Array(Rule), totalCount: Schema.optionalKey(Schema.Int) })
const Log = Schema.Struct({ id: ResourceId, email: Schema.String })

const path = "/instances/:instanceId/rules"
const params = { instanceId: InstanceId }
const itemParams = { ...params, ruleId: ResourceId }
const errors = [LosantNotFound]

const sorting = Schemas.sorted(["name", "creationDate"])

export const ruleActions = {
  "rules.get": Action.make("rules.get", {
    method: "GET",
    path,
    params,
    query: { ...sorting, ...Schemas.paged, ...Schemas.filtered(["name"]) },
    success: Rules,
    errors,
    scopes: "read"
  }),
  "rules.post": Action.make("rules.post", {
    method: "POST",
    path,
    params,
    body: { rule: Schema.Struct({ name: Schema.String }) },
    success: Rule,
    status: 201,
    errors,
    scopes: "write"
  }),
  "rule.get": Action.make("rule.get", {
    method: "GET",
    path: `${path}/:ruleId`,
    params: itemParams,
    success: Rule,
    errors,
    scopes: "read"
  }),
  "rule.patch": Action.make("rule.patch", {
    method: "PATCH",
    path: `${path}/:ruleId`,
    params: itemParams,
    body: { rule: Schema.Struct({ enabled: Schema.optionalKey(Schema.Boolean) }) },
    success: Rule,
    errors,
    scopes: "write"
  }),
  "rule.delete": Action.make("rule.delete", {
    method: "DELETE",
    path: `${path}/:ruleId`,
    params: itemParams,
    success: Schemas.Success,
    errors,
    scopes: "write"
  }),
  "rule.logs": Action.make("rule.logs", {
    method: "GET",
    path: `${path}/:ruleId/logs`,
    params: itemParams,
    success: Schema.Array(Log),
    errors,
    scopes: "write"
  }),
  "rule.evaluate": Action.make("rule.evaluate", {
    method: "POST",
    path: `${path}/:ruleId/evaluate`,
    params: itemParams,
    success: Schemas.Success,
    errors,
    scopes: "write"
  }),
  "people.get": Action.make("people.get", {
    method: "GET",
    path: "/instances/:instanceId/people",
    params,
    query: {
      ...sorting,
      limit: Schema.optionalKey(Schemas.PerPage),
      startingAfterId: Schema.optionalKey(ResourceId),
      endingBeforeId: Schema.optionalKey(ResourceId)
    },
    success: Rules,
    errors,
    scopes: "read"
  })
}

export const ruleDeclarations = collectionsOf(ruleActions)

/** Carries out an action by its declaration alone. */
export const runRule = (name: keyof typeof ruleActions, input: Readonly<Record<string, unknown>>, now: number) => {
  const action = ruleActions[name]
  const declaration = ruleDeclarations.get(collectionPathOf(action))
  const collection = declaration === undefined ? undefined : storedCollection(declaration)
  return handleResource(action, declaration, collection)(input, now, {
    maxPerPage: 100,
    email: undefined,
    actor: { type: "user", id: undefined, name: undefined }
  })
}
