/** The plans for the rows that the person selected. A plan changes nothing: the person confirms it in its page. */
import { h, newId } from "../dom.ts"
import type { Formats } from "../numbers.ts"
import type { Row, RowsAnswer } from "./answers.ts"

/** The arguments of a call that plans, and the invitations that are meant, if it is about invitations. */
export interface PlanOrder {
  readonly values: {
    readonly operation: string
    readonly orgs: ReadonlyArray<string>
    readonly change?: string
    readonly expired?: boolean
  }
  /** A plan names organizations: it may hold other invitations of theirs, which are left out. */
  readonly inviteIds?: ReadonlySet<string>
}

export interface PlanChoice {
  readonly element: HTMLElement
  readonly follow: (selected: ReadonlyArray<Row>) => void
}

interface Plans {
  readonly parts: ReadonlyArray<HTMLElement | undefined>
  readonly follow: (selected: ReadonlyArray<Row>) => void
}

const orgIdsOf = (rows: ReadonlyArray<Row>): ReadonlyArray<string> => [...new Set(rows.map(({ orgId }) => orgId))]

/** A whole number in the digits of the page. */
const wholeNumber = (text: string): number | undefined => (/^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined)

const field = (label: string, placeholder: string): readonly [HTMLInputElement, HTMLElement] => {
  const id = newId()
  const input = h("input", { id, type: "text", placeholder, autocomplete: "off", spellcheck: false })
  return [input, h("span", { className: "choice" }, h("label", { htmlFor: id }, label), input)]
}

/** Plans about organizations: a limit, or a tag. */
const orgPlans = (start: (order: PlanOrder) => void, kindsOfLimits: boolean, { count }: Formats): Plans => {
  let selected: ReadonlyArray<Row> = []
  const organizations = (rows: ReadonlyArray<Row>) => count(orgIdsOf(rows).length, "organization", "organizations")

  const limits = h("select", { attributes: { "aria-label": "Limit to set" } })
  const [amount, amountField] = field("to", "such as 200")
  const limitButton = h("button", { type: "button" })
  const ofLimit = () => selected.filter(({ limit }) => limit === limits.value)
  const followLimit = () => {
    limitButton.textContent = `Plan this limit for ${organizations(ofLimit())}`
    limitButton.disabled = ofLimit().length === 0 || wholeNumber(amount.value) === undefined
  }
  limits.addEventListener("change", followLimit)
  amount.addEventListener("input", followLimit)
  limitButton.addEventListener("click", () => {
    const change = JSON.stringify({ limits: { [limits.value]: wholeNumber(amount.value) } })
    start({ values: { operation: "update_org", orgs: orgIdsOf(ofLimit()), change } })
  })

  const [tag, tagField] = field("Tag", "key=value")
  const tagButton = h("button", { type: "button" })
  const followTag = () => {
    tagButton.textContent = `Plan this tag for ${organizations(selected)}`
    tagButton.disabled = selected.length === 0 || !/^[^=\s]+=./.test(tag.value.trim())
  }
  tag.addEventListener("input", followTag)
  tagButton.addEventListener("click", () => {
    const change = JSON.stringify({ tags: { add: [tag.value.trim()] } })
    start({ values: { operation: "update_org", orgs: orgIdsOf(selected), change } })
  })

  return {
    parts: [
      kindsOfLimits
        ? h("div", { className: "choice" }, h("span", {}, "Set the limit"), limits, amountField, limitButton)
        : undefined,
      h("div", { className: "choice" }, tagField, tagButton)
    ],
    follow: (rows) => {
      selected = rows
      const before = limits.value
      const names = [...new Set(rows.flatMap(({ limit }) => (limit === undefined ? [] : [limit])))]
      limits.replaceChildren(...names.map((name) => h("option", { value: name }, name)))
      if (names.includes(before)) limits.value = before
      followLimit()
      followTag()
    }
  }
}

/** Plans about invitations: send them again, or revoke them. */
const invitePlans = (start: (order: PlanOrder) => void, { count }: Formats): Plans => {
  let selected: ReadonlyArray<Row> = []
  const note = h("p", { className: "place", attributes: { role: "status" } })
  const button = (operation: string) =>
    h("button", {
      type: "button",
      on: {
        click: () =>
          start({
            values: {
              operation,
              orgs: orgIdsOf(selected),
              expired: selected.every(({ isExpired }) => isExpired === true)
            },
            inviteIds: new Set(selected.flatMap(({ inviteId }) => (inviteId === undefined ? [] : [inviteId])))
          })
      }
    })
  const resend = button("resend_invite")
  const revoke = button("revoke_invite")
  return {
    parts: [h("div", { className: "choice" }, resend, revoke), note],
    follow: (rows) => {
      selected = rows
      const states = new Set(rows.map(({ isExpired }) => isExpired === true))
      const many = count(rows.length, "invitation", "invitations")
      resend.textContent = `Plan to send ${many} again`
      revoke.textContent = `Plan to revoke ${many}`
      for (const one of [resend, revoke]) one.disabled = states.size !== 1
      note.textContent = states.size > 1 ? "A plan is either about expired invitations or about open ones." : ""
    }
  }
}

/** The plans of one kind of rows. They are in sight while rows are selected. */
export const planChoice = ({ kind }: RowsAnswer, start: (order: PlanOrder) => void, formats: Formats): PlanChoice => {
  const { parts, follow } =
    kind === "invites" ? invitePlans(start, formats) : orgPlans(start, kind === "nearLimits", formats)
  const title = h("p", { attributes: { role: "status" } })
  const element = h(
    "div",
    { className: "plans", hidden: true, attributes: { role: "group", "aria-label": "Plan for the selected rows" } },
    title,
    ...parts
  )
  return {
    element,
    follow: (selected) => {
      element.hidden = selected.length === 0
      title.textContent = `${formats.count(selected.length, "row", "rows")} selected. A plan changes nothing until you confirm it.`
      follow(selected)
    }
  }
}
