import * as Schema from "effect/Schema"

/** The action cannot be scaffolded. The message says why, and what to do instead. */
export class Refusal extends Schema.TaggedError<Refusal>()("Refusal", { message: Schema.String }) {}
