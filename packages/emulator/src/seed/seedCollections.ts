/**
 * The part of a seed that describes the collections of the generic store.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type CollectionDeclaration, fillPath, type Params } from "../resources/Declaration.ts"
import { completeItem } from "../resources/StoredCollection.ts"
import type { State, StoredItem } from "../state/State.ts"

/** The items of collections, by names such as `notification-rules` or `notification-rules/ID/logs`. @since 0.1.0 */
export type SeedCollections = Readonly<Record<string, ReadonlyArray<StoredItem>>>

const nameOf = ({ path }: CollectionDeclaration): string => path.replace(/^\/instances?\/:instanceId\//, "")

/** The values of the parameters in a name such as `notification-rules/ID/logs`; undefined when it is another's name. */
const paramsIn = (name: string, declaration: CollectionDeclaration): Params | undefined => {
  const parts = name.split("/")
  const template = nameOf(declaration).split("/")
  const fits =
    template.length === parts.length && template.every((part, index) => part.startsWith(":") || part === parts[index])
  if (!fits) return undefined
  return Object.fromEntries(
    template.flatMap((part, index) => (part.startsWith(":") ? [[part.slice(1), parts[index]]] : []))
  )
}

const findDeclaration = (name: string, declarations: ReadonlyArray<CollectionDeclaration>) => {
  const declaration = declarations.find((each) => paramsIn(name, each) !== undefined)
  return declaration === undefined ? undefined : { declaration, params: paramsIn(name, declaration) ?? {} }
}

/** The items of the collections of one instance, by the paths of the collections. @since 0.1.0 */
export const toCollections = (
  collections: SeedCollections,
  declarations: ReadonlyArray<CollectionDeclaration>,
  instanceId: string,
  options: { readonly nextId: () => string; readonly now: number }
): NonNullable<State["collections"]> =>
  Object.fromEntries(
    Object.entries(collections).flatMap(([name, items]) => {
      const found = findDeclaration(name, declarations)
      if (found === undefined) return []
      const { declaration, params } = found
      const complete = (item: StoredItem) => {
        const id = item[declaration.idField]
        return completeItem(declaration, item, typeof id === "string" ? id : options.nextId(), options.now)
      }
      return [[fillPath(declaration.path, { ...params, instanceId }), items.map(complete)] as const]
    })
  )

/** Fails with the reason when a name is not a collection, or an item has another shape. @since 0.1.0 */
export const checkCollections = Effect.fnUntraced(function* (
  collections: SeedCollections,
  declarations: ReadonlyArray<CollectionDeclaration>
): Effect.fn.Return<void, string> {
  for (const [name, items] of Object.entries(collections)) {
    const declaration = findDeclaration(name, declarations)?.declaration
    if (declaration === undefined) {
      const names = declarations.map(nameOf).join(", ")
      return yield* Effect.fail(`no collection is named ${name}; there are ${names === "" ? "none" : names}`)
    }
    // Sound: the schemas of Losant's items need no services.
    const schema = Schema.Array(declaration.item as Schema.Codec<unknown>)
    const complete = items.map((item) => completeItem(declaration, item, "0".repeat(24), 0))
    yield* Effect.mapError(Schema.decodeUnknownEffect(schema)(complete), ({ message }) => `${name}: ${message}`)
  }
})
