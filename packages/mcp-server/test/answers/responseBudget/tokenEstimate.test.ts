import { assert, describe, it } from "@effect/vitest"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import { estimateTokens } from "../../../src/answers/responseBudget/tokenEstimate.ts"
import { escape } from "../../../src/text/escapes.ts"
import { hostile } from "../../support/hostile.ts"
import { samples } from "../../support/samples.ts"

/** Pseudo-random numbers, the same on every run. */
const numbers = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}
const random = numbers(12_345)

const times = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))
const outOf = (characters: string, count: number): string => {
  const all = Array.from(characters)
  return times(count, () => all[random(all.length)]).join("")
}
const between = (from: number, to: number, count: number): string =>
  times(count, () => String.fromCodePoint(from + random(to - from))).join("")

const hex = "0123456789abcdef"
const lower = "abcdefghijklmnopqrstuvwxyz"
const upper = lower.toUpperCase()
const signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
const id = () => outOf(hex, 24)
const time = (index: number) => new Date(1_700_000_000_000 + index * 86_400_000 + random(1_000)).toISOString()

/** Realistic answers. */
const ordinary: Readonly<Record<string, string>> = {
  organizations: JSON.stringify({
    items: times(20, (index) => ({
      id: id(),
      name: `Harbor ${["Logistics", "Foods", "Energy", "Steel"][index % 4]} ${index}`,
      creationDate: time(index),
      tags: [{ key: "region", value: "eu" }]
    }))
  }),
  members: JSON.stringify(
    times(30, (index) => ({ userId: id(), email: `ada.lovelace${index}@example.com`, firstName: "Ada", role: "admin" }))
  ),
  roles: JSON.stringify(times(50, () => ({ resourceId: id(), role: "collaborate" }))),
  "a series": JSON.stringify(times(60, (index) => ({ date: time(index), value: random(1_000_000) }))),
  "a table": JSON.stringify(times(60, (index) => [time(index).slice(0, 10), random(10_000), random(100)])),
  limits: JSON.stringify({ apitoken: 100, applicationcertificateauthority: 20, notebookMinutesPerMonth: 600 }),
  "all samples": JSON.stringify(samples)
}

const writings: Readonly<Record<string, string>> = {
  English: "The northern plant measures the vibration of forty compressors; every alarm reaches maintenance at once.",
  German: "Die Verwaltung der Gebäudetechnik überwacht Heizungsanlagen und Lüftungsgeräte im Großraum München.",
  French: "L'équipe d'exploitation surveille les réseaux d'éclairage et la qualité de l'eau à l'échelle régionale.",
  Russian: "Организация следит за температурой складских помещений по всей стране и сообщает о неисправностях.",
  Arabic: "تراقب المؤسسة درجات الحرارة والرطوبة في جميع المستودعات وترسل تنبيهات إلى فريق الصيانة",
  Hindi: "यह संगठन सभी गोदामों में तापमान और आर्द्रता की निगरानी करता है",
  Thai: "องค์กรนี้ติดตามอุณหภูมิและความชื้นในคลังสินค้าทั้งหมด",
  Japanese: "株式会社山田製作所の工場監視システム。温度と湿度を測定し、異常があれば通知します。",
  Chinese: "该组织监控所有仓库的温度和湿度,并在设备出现故障时通知维护人员。",
  Korean: "이 조직은 모든 창고의 온도와 습도를 모니터링하고 유지 보수 팀에 알림을 보냅니다."
}

/** Texts that try to get an estimate that is too low. */
const costly: Readonly<Record<string, string>> = {
  "hexadecimal digits": outOf(hex, 1_500),
  "capital hexadecimal digits": outOf(hex.toUpperCase(), 1_500),
  ids: JSON.stringify(times(60, id)),
  base64: outOf(`${upper}${lower}0123456789+/`, 1_500),
  "random letters": outOf(lower, 1_500),
  "random capitals": outOf(upper, 1_500),
  "words that are none": times(200, () => outOf(lower, 3 + random(8))).join(" "),
  consonants: outOf("bcdfghjklmnpqrstvwxz", 1_000),
  digits: outOf("0123456789", 1_000),
  signs: outOf(signs, 1_000),
  quotes: JSON.stringify('"'.repeat(500)),
  backslashes: JSON.stringify("\\".repeat(500)),
  "line ends": JSON.stringify("\n\t".repeat(200)),
  spaces: " ".repeat(1_000),
  "wide spaces": "\u00a0\u2003\u3000".repeat(100),
  "rare Han": between(0x4e00, 0x9fff, 400),
  "Han beyond the basic plane": between(0x2_0000, 0x2_a6df, 200),
  Hangul: between(0xac00, 0xd7a3, 300),
  Kana: between(0x3041, 0x30fa, 400),
  "all of Devanagari": between(0x900, 0x97f, 400),
  Tamil: between(0xb80, 0xbff, 300),
  Syriac: between(0x710, 0x74f, 200),
  runes: between(0x16a0, 0x16ea, 300),
  cuneiform: between(0x1_2000, 0x1_2399, 200),
  emoji: outOf("😀🎉🚀🔥🏭💧⚡🔧", 400),
  "rare emoji": between(0x1_f300, 0x1_faff, 300),
  "joined emoji": "👨‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿👩🏽‍🚀❤️1️⃣".repeat(30),
  "letters with accents": between(0xc0, 0x24f, 500),
  "marks upon marks": "z̷̧̢̛͎̫̟͉̦̤̘̩͕̼͙̟̭̯̓̍̋̑".repeat(30),
  mathematics: between(0x1_d400, 0x1_d7ff, 300),
  "private characters": between(0xe000, 0xf8ff, 200),
  escapes: JSON.stringify(escape("\u202e\u200b\u{e0067}".repeat(50))),
  "hostile texts": JSON.stringify(hostile.map(({ text }) => escape(text.slice(0, 2_000))))
}

describe("estimateTokens", () => {
  const texts = { ...ordinary, ...writings, ...costly }
  it.each(Object.entries(texts))("says of %s hardly less than there are", (_, text) => {
    assert.isAtLeast(estimateTokens(text), 0.9 * countTokens(text))
  })
  it.each(Object.entries(ordinary))("says of %s not much more than there are", (_, text) => {
    assert.isAtMost(estimateTokens(text), 1.7 * countTokens(text))
  })
  it.each(Object.entries(writings))("says of %s not many times more than there are", (_, text) => {
    assert.isAtMost(estimateTokens(text), 4 * countTokens(text))
  })
  it("says nothing of no text", () => {
    assert.strictEqual(estimateTokens(""), 0)
  })
})
