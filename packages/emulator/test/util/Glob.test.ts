import { assert, it } from "@effect/vitest"
import { matchesGlob } from "../../src/util/Glob.ts"

it.each([
  ["Harbor", "Harbor", true],
  ["Harbor", "Harbor Terminals", false],
  ["harbor*", "Harbor Terminals", true],
  ["*terminals", "Harbor Terminals", true],
  ["*bor*min*", "Harbor Terminals", true],
  ["h*bor t*s", "Harbor Terminals", true],
  ["*", "", true],
  ["**", "anything", true],
  ["", "", true],
  ["", "x", false],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["ab*ba", "aba", false],
  ["*ab*ab", "abab", true],
  ["*ab*ab", "aab", false],
  ["a.c", "abc", false],
  ["a?c", "abc", false],
  ["a?c", "a?c", true],
  ["[ab]*", "[ab]c", true],
  ["(*)", "(x)", true]
] as const)("%j on %j: %s", (pattern, text, expected) => {
  assert.strictEqual(matchesGlob(pattern, text), expected)
})
