import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { FaultRule } from "../../src/faults/FaultRule.ts"

const decode = Schema.decodeUnknownEffect(FaultRule, { onExcessProperty: "error" })

describe("FaultRule", () => {
  const right: ReadonlyArray<object> = [
    { fault: "status-500" },
    { fault: "reset-in-body", action: "instanceOrgs.post", method: "POST", nth: 2, times: 3, probability: 0.5 },
    { fault: "rate-limited-date", seconds: 0 },
    { fault: "deep-json", depth: 1 },
    { fault: "slow-body", interval: 0 },
    { fault: "redirect-host", location: "http://127.0.0.1:1/x" },
    { fault: "null-fields", fields: ["name"] }
  ]
  it.effect.each(right)("takes %j", (rule) =>
    Effect.gen(function* () {
      assert.deepEqual<object>(yield* decode(rule), rule)
    })
  )

  const wrong: ReadonlyArray<readonly [rule: object, message: string]> = [
    [{}, 'Missing key\n  at ["fault"]'],
    [{ fault: "status500" }, '"status500" is no fault. Did you mean status-500?\n  at ["fault"]'],
    [
      { fault: "status-500", action: "instanceOrgs.gt" },
      '"instanceOrgs.gt" is no action. Did you mean instanceOrgs.get?'
    ],
    [{ fault: "status-500", method: "HEAD" }, 'Expected "GET" | "POST" | "PATCH" | "PUT" | "DELETE"\n  at ["method"]'],
    [{ fault: "status-500", nth: 0 }, 'at ["nth"]'],
    [{ fault: "status-500", times: 1.5 }, 'at ["times"]'],
    [{ fault: "status-500", probability: 5 }, 'Expected a value between 0 and 1\n  at ["probability"]'],
    [{ fault: "status-500", bytes: 1 }, 'status-500 takes no parameters\n  at ["bytes"]'],
    [{ fault: "huge-body", depth: 1 }, 'huge-body takes only bytes\n  at ["depth"]'],
    [{ fault: "deep-json", depth: 2_000_000_000 }, 'Expected a value between 1 and 10000000\n  at ["depth"]'],
    [{ fault: "rate-limited-date", seconds: 2 ** 53 - 1 }, 'between 0 and 1000000000\n  at ["seconds"]'],
    [{ fault: "redirect-host", location: "/x" }, "Expected a URL such as https://elsewhere.invalid/"],
    [{ fault: "redirect-host", location: "http://x/\r\nx: y" }, "Expected a URL such as https://elsewhere.invalid/"],
    [
      { fault: "status-500", action: "instances.get", method: "POST" },
      'instances.get is a GET: no request fits\n  at ["method"]'
    ]
  ]
  it.effect.each(wrong)("refuses %j", ([rule, message]) =>
    Effect.gen(function* () {
      assert.include((yield* Effect.flip(decode(rule))).message, message)
    })
  )
})
