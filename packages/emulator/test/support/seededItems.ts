// An item of every collection that the generic store keeps right under an instance, by its declaration alone.
import { smallestOf } from "../../../core/test/support/deriveInput.ts"
import { storedDeclarations } from "../../src/handlers/collections.ts"
import type { SeedCollections } from "../../src/seed/seedCollections.ts"
import type { StoredItem } from "../../src/state/State.ts"

const prefix = /^\/instances?\/:instanceId\/(\S+)$/

const idAt = (index: number): string => `5f${(0xd01 + index).toString(16).padStart(22, "0")}`

/** The collections of the tests' seeds, each with its one item. */
const seededItems = storedDeclarations.flatMap((declaration, index) => {
  const [, name] = prefix.exec(declaration.path) ?? []
  return name === undefined ? [] : [{ name, declaration, id: idAt(index) }]
})

/** The item whose id is a parameter of the path, such as `notificationRuleId`, and the field that holds the id. */
export const seededItem = (parameter: string): { readonly id: string; readonly idField: string } | undefined => {
  const found = seededItems.find(({ declaration }) => declaration.parameter === parameter)
  return found === undefined ? undefined : { id: found.id, idField: found.declaration.idField }
}

/** The item of the collection with a path. */
export const seededItemIn = (path: string): { readonly id: string; readonly idField: string } | undefined => {
  const found = seededItems.find(({ declaration }) => declaration.path === path)
  return found === undefined ? undefined : { id: found.id, idField: found.declaration.idField }
}

/** The name of a collection with the ids of the items that it lies below. */
const fullName = (name: string): string =>
  name.replaceAll(/:(\w+)/g, (_, parameter: string) => String(seededItem(parameter)?.id))

/** The items by the names of their collections, as a seed takes them. */
export const seededCollections: SeedCollections = Object.fromEntries(
  seededItems.map(({ name, declaration: { item, idField }, id }) => [
    fullName(name),
    // Sound: the smallest value of the schema of an item is an object.
    [{ ...(smallestOf(item) as StoredItem), [idField]: id }]
  ])
)
