// For every action an input with all that it can take, what it has to look like on the wire, and an answer. All of them
// follow from the declaration and from the table of overrides.
import { type ActionName, actions } from "../../src/Actions.ts"
import { answerOf, fullInput, minimalInput, type Wire, wireOf } from "./deriveInput.ts"
import { overrides, sampleIds } from "./sampleOverrides.ts"

export { instanceId, inviteId, orgId, userId } from "./sampleOverrides.ts"

interface Sample<K extends ActionName> {
  readonly input: (typeof actions)[K]["input"]["Type"]
  /** Only what has to be there. */
  readonly least: (typeof actions)[K]["input"]["Type"]
  readonly wire: Wire
  readonly answer: (typeof actions)[K]["success"]["Type"]
}

export type SampleInput = (typeof actions)[ActionName]["input"]["Type"]

/** The query of a call that asks for no extras. */
export const withoutExtras = "_actions=false&_links=false&_embedded=false"

const hal = { _actions: false, _links: true, _embedded: true }

const idOf = (parameter: string): string => sampleIds[parameter] ?? "575ec8687ae143cd83dc4a97"

/** All names, for tests that go through the actions. */
export const names = Object.keys(actions) as ReadonlyArray<ActionName> // Sound: they are the keys of `actions`.

// Sound: each sample is made by the declaration of its own action, and a test runs every one of them.
export const samples = Object.fromEntries(
  names.map((name) => {
    const action = actions[name]
    const { input: otherInput = {}, answer = answerOf(action) } = overrides[name] ?? {}
    const input = { ...fullInput(action, idOf), ...otherInput, ...hal }
    return [name, { input, least: minimalInput(action, idOf), wire: wireOf(action, input), answer }]
  })
) as unknown as { readonly [K in ActionName]: Sample<K> }

export const reads = names.filter((name) => actions[name].method === "GET")
export const writes = names.filter((name) => actions[name].method !== "GET")
