// Compares two descriptions of the API in both directions.
import { compareFacets, compareSchemas } from "./compareSchemas.ts"
import { type Action, type Api, type Difference, type Parameter, presence } from "./types.ts"

const compareText = (
  where: string,
  aspect: string,
  contract: string | undefined,
  core: string | undefined
): ReadonlyArray<Difference> =>
  contract === core ? [] : [{ where, aspect, contract: contract ?? "absent", core: core ?? "absent" }]

const compareSets = (
  where: string,
  aspect: string,
  contract: ReadonlyArray<string>,
  core: ReadonlyArray<string>
): ReadonlyArray<Difference> => [
  ...contract.filter((item) => !core.includes(item)).map((item) => presence(where, `${aspect} ${item}`, true)),
  ...core.filter((item) => !contract.includes(item)).map((item) => presence(where, `${aspect} ${item}`, false))
]

/** Compares by `each` the entries that both sides have, and reports those that only one side has. */
const compareMaps = <A>(
  contract: ReadonlyMap<string, A>,
  core: ReadonlyMap<string, A>,
  lacking: (name: string, inContract: boolean) => Difference,
  each: (name: string, contract: A, core: A) => ReadonlyArray<Difference>
): ReadonlyArray<Difference> =>
  [...new Set([...contract.keys(), ...core.keys()])].flatMap((name) => {
    const [inContract, inCore] = [contract.get(name), core.get(name)]
    return inContract === undefined || inCore === undefined
      ? [lacking(name, inContract !== undefined)]
      : each(name, inContract, inCore)
  })

const compareParameter = (where: string, contract: Parameter, core: Parameter): ReadonlyArray<Difference> => [
  ...compareText(where, "place", contract.place, core.place),
  ...compareText(where, "required", String(contract.required), String(core.required)),
  ...compareText(where, "schema", contract.schema, core.schema),
  ...compareFacets(where, contract.facets, core.facets)
]

const compareAction = (name: string, contract: Action, core: Action): ReadonlyArray<Difference> => [
  ...compareText(name, "method", contract.method, core.method),
  ...compareText(name, "path", contract.path, core.path),
  ...compareMaps(
    contract.parameters,
    core.parameters,
    (parameter, inContract) => presence(`${name} ${parameter}`, "parameter", inContract),
    (parameter, left, right) => compareParameter(`${name} ${parameter}`, left, right)
  ),
  ...compareText(name, "success status", contract.successStatus, core.successStatus),
  ...compareText(name, "answer", contract.answer, core.answer),
  ...compareSets(name, "error status", contract.errorStatuses, core.errorStatuses),
  ...compareSets(name, "own scope", contract.ownScopes, core.ownScopes),
  ...(contract.scopes === undefined ? [] : compareSets(name, "scope", contract.scopes, core.scopes ?? []))
]

/** Gives the names of the schemas that core's actions use. The value is true for a schema that is sent. */
const usedSchemas = ({ actions }: Api): ReadonlyMap<string, boolean> =>
  new Map(
    [...actions.values()].flatMap((action) => [
      [action.answer, false] as const,
      ...[...action.parameters.values()].flatMap(({ schema }) =>
        schema === undefined ? [] : [[schema, true] as const]
      )
    ])
  )

/** All differences between the contract and core. */
export const compareApis = (contract: Api, core: Api): ReadonlyArray<Difference> => [
  ...compareMaps(
    contract.actions,
    core.actions,
    (name, inContract) => presence(name, "action", inContract),
    compareAction
  ),
  ...[...usedSchemas(core)].flatMap(([name, sent]) => {
    const where = `schema ${name}`
    const [inContract, inCore] = [contract.schema(name), core.schema(name)]
    return inContract === undefined || inCore === undefined
      ? [presence(where, "definition", inContract !== undefined)]
      : compareSchemas(where, inContract, inCore, sent)
  })
]
