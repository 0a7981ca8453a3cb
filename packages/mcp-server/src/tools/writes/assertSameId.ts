/** Whether what Losant answers is about what was asked for: a plan that shows one organization must not change another. */
import * as Effect from "effect/Effect"
import { Refusal } from "../../model/Refusal.ts"
import { quote } from "../../text/escapes.ts"

const longestId = 100

/** Whether two ids, which are written in whatever case, are the same. */
export const isSameId = (one: unknown, other: unknown): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase()

/** The answer, unless it has another id than what was asked for. `kind` is such as `organization`. */
export const assertSameId = <A>(kind: string, asked: unknown, answered: A, idOf: (answer: A) => string) =>
  isSameId(asked, idOf(answered))
    ? Effect.succeed(answered)
    : Effect.fail(
        new Refusal(
          "answer",
          `Nothing was changed: Losant was asked for the ${kind} ${quote(String(asked), longestId)} and answered ` +
            `${quote(idOf(answered), longestId)}. What is there now is not known, so nothing is sent. If it stays so, ` +
            "something between this server and Losant, such as a proxy, is not right: tell the person who runs it."
        )
      )
