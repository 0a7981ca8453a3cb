/**
 * Checks that Losant's answer is about the requested id: a plan that shows one organization must not change another.
 */
import * as Effect from "effect/Effect"
import { Refusal } from "../../model/Refusal.ts"
import { quote } from "../../text/escapes.ts"

const maxIdLength = 100

/** Compares two ids and ignores their case. */
export const isSameId = (one: unknown, other: unknown): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase()

/**
 * Answers `answer` if it has the requested id, and refuses it otherwise. `kind` names the thing, such as
 * `organization`.
 */
export const assertSameId = <A>(kind: string, requestedId: unknown, answer: A, idOf: (answer: A) => string) =>
  isSameId(requestedId, idOf(answer))
    ? Effect.succeed(answer)
    : Effect.fail(
        new Refusal(
          "answer",
          `Nothing was changed: Losant was asked for the ${kind} ${quote(String(requestedId), maxIdLength)} and answered ` +
            `${quote(idOf(answer), maxIdLength)}. What is there now is not known, so nothing is sent. If it stays so, ` +
            "something between this server and Losant, such as a proxy, is not right: tell the person who runs it."
        )
      )
