/** The outcome of a plan, with the failures and the unknowns first. */
import type { ItemState, Outcome, PlanView } from "../../model/views/PlanView.ts"
import { h } from "../dom.ts"
import type { Formats } from "../numbers.ts"

const kinds: Readonly<Record<Outcome["kind"], readonly [string, string]>> = {
  done: ["success", "Done. "],
  partly: ["warning", "Not all is done. "],
  unknown: ["warning", "It is not known whether this was done. "],
  refused: ["danger", "Not done. "]
}

const countIn = ({ groups }: PlanView, ...states: ReadonlyArray<ItemState>): number =>
  groups.flatMap(({ items }) => items).filter(({ state }) => states.includes(state)).length

const advice = ({ state }: PlanView, unknown: number): string | undefined => {
  if (state === "settling") return "Some changes got no answer, and may still come. Wait a minute, and look again."
  if (unknown > 0) return "Look at what is not known before anybody repeats it. Nothing is sent twice by itself."
  return undefined
}

/** The outcome as a part that takes the focus, so that a reader of the screen hears it. */
export const outcomePart = (
  view: PlanView,
  goOn: (() => void) | undefined,
  formats: Formats
): HTMLElement | undefined => {
  const { outcome } = view
  if (outcome === undefined) return undefined
  const [className, beginning] = kinds[outcome.kind]
  const failed = countIn(view, "failed")
  const unknown = countIn(view, "unknown", "begun")
  const further = advice(view, unknown)
  return h(
    "div",
    { className: `notice ${className}`, tabIndex: -1, id: "outcome", attributes: { role: "status" } },
    h("p", {}, h("strong", {}, beginning), outcome.text),
    failed === 0 ? undefined : h("p", {}, `${formats.count(failed, "change", "changes")} failed: the list says why.`),
    further === undefined ? undefined : h("p", {}, further),
    goOn === undefined
      ? undefined
      : h(
          "div",
          { className: "buttons" },
          h("button", { type: "button", on: { click: goOn } }, view.state === "settling" ? "Look again" : "Go on")
        )
  )
}

/** The progress of a set, or of a single call. */
export const progressPart = (view: PlanView, formats: Formats): HTMLElement => {
  const total = view.groups.flatMap(({ items }) => items).length
  const open = countIn(view, "planned", "begun")
  const text =
    total === 0 ? "It is being carried out …" : `${formats.number(total - open)} of ${formats.number(total)} changes`
  const bar = h("progress", { attributes: { "aria-label": "Progress" } })
  if (total > 0) {
    bar.max = total
    bar.value = total - open
  }
  return h("div", { className: "progress", attributes: { role: "status" } }, bar, h("span", {}, text))
}
