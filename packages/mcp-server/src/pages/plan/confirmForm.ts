/** The end of a plan that waits for the person: what to type, and the buttons. */
import type { PlanView, ToType } from "../../model/views/PlanView.ts"
import { h, newId } from "../dom.ts"
import type { Formats } from "../numbers.ts"

export interface Answers {
  readonly confirm: (typed: ReadonlyArray<string>) => void
  readonly decline: () => void
}

export interface ConfirmForm {
  readonly element: HTMLElement
  /** Follows what the person left out. */
  readonly follow: () => void
  /** Moves to the first field, or to the button. */
  readonly focus: () => void
}

const itemsOf = ({ groups }: PlanView): ReadonlyArray<number> =>
  groups.flatMap(({ items }) => items.filter(({ state }) => state === "planned").map(({ id }) => id))

/** True if something that is left in needs the text. */
const isAsked = ({ items }: ToType, leftOut: ReadonlySet<number>): boolean =>
  items === undefined || items.some((id) => !leftOut.has(id))

export const confirmForm = (
  view: PlanView,
  leftOut: ReadonlySet<number>,
  { confirm, decline }: Answers,
  { count }: Formats
): ConfirmForm => {
  const { toType = [], mistake, isFinal } = view
  const mistakeId = newId()
  const fields = toType.map((asked) => {
    const id = newId()
    const input = h("input", {
      id,
      type: "text",
      autocomplete: "off",
      spellcheck: false,
      required: true,
      attributes: {
        autocapitalize: "off",
        ...(mistake === undefined ? {} : { "aria-invalid": "true", "aria-describedby": mistakeId })
      }
    })
    const element = h("div", { className: "field" }, h("label", { htmlFor: id }, `To go on, type ${asked.what}`), input)
    return { asked, input, element }
  })
  // Hosts do not let a frame submit forms, so the buttons and the key Enter do without one.
  const submit = (): void => {
    const asked = fields.filter(({ input }) => !input.disabled).map(({ input }) => input)
    const empty = asked.find(({ value }) => value.trim() === "")
    if (empty === undefined) confirm(asked.map(({ value }) => value))
    else empty.focus()
  }
  for (const { input } of fields) {
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing && !button.disabled) submit()
    })
  }
  const button = h("button", {
    type: "button",
    className: isFinal ? "primary danger" : "primary",
    on: { click: submit }
  })
  const all = itemsOf(view)
  const follow = () => {
    for (const { asked, input, element } of fields) {
      element.hidden = !isAsked(asked, leftOut)
      input.disabled = element.hidden
    }
    const left = all.filter((id) => !leftOut.has(id)).length
    button.disabled = all.length > 0 && left === 0
    button.textContent = all.length === 0 ? "Yes, go on" : `Yes, make ${count(left, "change", "changes")}`
  }
  follow()
  const element = h(
    "div",
    { className: "confirm", attributes: { role: "group", "aria-label": "Your answer" } },
    mistake === undefined
      ? undefined
      : h(
          "p",
          { id: mistakeId, className: "notice danger", attributes: { role: "alert" } },
          `Nothing was done: ${mistake}`
        ),
    ...fields.map((field) => field.element),
    h("div", { className: "buttons" }, button, h("button", { type: "button", on: { click: decline } }, "No, leave it"))
  )
  return { element, follow, focus: () => (fields.find(({ input }) => !input.disabled)?.input ?? button).focus() }
}
