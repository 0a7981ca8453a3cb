/**
 * The part of a seed that describes collections of which the emulator knows nothing but their declarations.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type CollectionDeclaration, fillPath } from "../resources/Declaration.ts"
import { completeItem } from "../resources/StoredCollection.ts"
import type { State, StoredItem } from "../state/State.ts"

/** The items of collections by the names of these, such as `notification-rules`. @since 0.1.0 */
export type SeedCollections = Readonly<Record<string, ReadonlyArray<StoredItem>>>

const nameOf = ({ path }: CollectionDeclaration): string => path.replace(/^\/instances?\/:instanceId\//, "")

const declarationOf = (name: string, declarations: ReadonlyArray<CollectionDeclaration>) =>
  declarations.find((declaration) => nameOf(declaration) === name)

/** The items of an instance's collections, by the paths of these. @since 0.1.0 */
export const toCollections = (
  collections: SeedCollections,
  declarations: ReadonlyArray<CollectionDeclaration>,
  instanceId: string,
  options: { readonly nextId: () => string; readonly now: number }
): NonNullable<State["collections"]> =>
  Object.fromEntries(
    Object.entries(collections).flatMap(([name, items]) => {
      const declaration = declarationOf(name, declarations)
      if (declaration === undefined) return []
      const complete = (item: StoredItem) => {
        const id = item[declaration.idField]
        return completeItem(declaration, item, typeof id === "string" ? id : options.nextId(), options.now)
      }
      return [[fillPath(declaration.path, { instanceId }), items.map(complete)] as const]
    })
  )

/** Why collections of a seed cannot be used: a name that no collection has, or an item of another shape. @since 0.1.0 */
export const checkCollections = Effect.fnUntraced(function* (
  collections: SeedCollections,
  declarations: ReadonlyArray<CollectionDeclaration>
): Effect.fn.Return<void, string> {
  for (const [name, items] of Object.entries(collections)) {
    const declaration = declarationOf(name, declarations)
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
