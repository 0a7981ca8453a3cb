import * as Effect from "effect/Effect"
import { secretOf } from "../../plane/tokenSecret.ts"
import type { AnyCollection } from "../../resources/Collection.ts"
import type { StoredCollection } from "../../resources/StoredCollection.ts"

/**
 * The API tokens of an instance. The answer to the creation shows the secret of a token, and no other answer does.
 *
 * @since 0.2.0
 */
export const instanceApiTokens = (stored: StoredCollection): AnyCollection => ({
  ...stored,
  view: (input, context) =>
    Effect.map(
      stored.view(input, context),
      (view) =>
        ({ token, ...item }) =>
          view(item)
    ),
  viewNew: (item, view) => ({ ...view(item), token: secretOf(item) }),
  create: (state, params, body, now, actor) =>
    // Sound: the body was decoded as that of a token.
    stored.create(state, params, { status: "active", scope: [], ...(body as object) }, now, actor)
})
