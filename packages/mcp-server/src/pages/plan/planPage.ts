/** A plan in a page: it asks the server where the plan stands, shows it, and brings the person's answer. */
import { viewMetaKey, viewTool } from "../../model/views/names.ts"
import type { Item, OfferedPlan, PlanView } from "../../model/views/PlanView.ts"
import { h, notice, type Part } from "../dom.ts"
import { fieldsOf, type Host, type Result } from "../host.ts"
import type { Formats } from "../numbers.ts"
import { confirmForm } from "./confirmForm.ts"
import { itemList } from "./itemList.ts"
import { outcomePart, progressPart } from "./outcome.ts"
import { header, planParts, undoPart } from "./planParts.ts"

/** Between two looks at a plan that is carried out, in milliseconds. */
const lookEvery = 1_000

/** The plan in a result: in `_meta` if it waits for the person, and else the change set that the answer is about. */
export const offeredBy = ({ meta, content }: Result): Partial<OfferedPlan> => {
  const { id, secret, instance } = fieldsOf(meta[viewMetaKey])
  const { changeSetId } = content
  const known = typeof id === "string" ? id : changeSetId
  return {
    ...(typeof known === "string" ? { id: known } : {}),
    ...(typeof secret === "string" ? { secret } : {}),
    ...(typeof instance === "string" ? { instance } : {})
  }
}

const isView = (content: object): content is PlanView => "groups" in content && "state" in content

const lost =
  "The server gave no answer. It may be carrying the plan out all the same. This page looks again; if nothing comes, ask " +
  "the assistant where the plan stands before anybody repeats it."

export interface PlanPageOptions {
  /** False for a write that the person did not mean: it is left out until they tick it. */
  readonly isMeant?: (item: Item) => boolean
}

export interface PlanPage {
  /** Asks the server where the plan stands, and shows it. */
  readonly begin: () => Promise<void>
}

/** Shows one plan until it has ended. `show` puts the parts into the page, in the place of those before. */
export const makePlanPage = (
  host: Host,
  offered: Partial<OfferedPlan>,
  formats: Formats,
  { root, show }: Part,
  { isMeant = () => true }: PlanPageOptions = {}
): PlanPage => {
  const showMessage = (className: Parameters<typeof notice>[0], text: string): void => show(notice(className, text))
  const leftOut = new Set<number>()
  let isFirst = true
  let { secret } = offered
  let isBusy = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Grows when a call has ended: a look that began before shows an older state. */
  let age = 0

  const call = (action: string, values: object = {}): Promise<Result> =>
    host.call(viewTool, {
      id: offered.id,
      action,
      ...(offered.instance === undefined ? {} : { instanceId: offered.instance }),
      ...values
    })

  const render = (view: PlanView): void => {
    const { state } = view
    if (state === "underWay" || state === "goesOn") {
      show(
        header(view),
        progressPart(view, formats),
        ...planParts(view, formats),
        ...itemList(view.groups, undefined, formats)
      )
      return
    }
    if (state !== "open") {
      const mayGoOn = state === "settling" || state === "stopped"
      show(
        header(view),
        outcomePart(view, mayGoOn ? () => void run("continue") : undefined, formats),
        ...planParts(view, formats),
        ...itemList(view.groups, undefined, formats)
      )
      return
    }
    if (isFirst) {
      isFirst = false
      for (const item of view.groups.flatMap(({ items }) => items)) if (!isMeant(item)) leftOut.add(item.id)
    }
    const form = confirmForm(
      view,
      leftOut,
      {
        confirm: (typed) => void run("confirm", { typed, leftOut: [...leftOut], secret }),
        decline: () => {
          show(
            header(view),
            h("p", { className: "notice info", attributes: { role: "status" } }, "You left it. Nothing was done.")
          )
          tell("The person declined the plan in the view. Nothing was done.")
        }
      },
      formats
    )
    const choice = {
      leftOut,
      onChange: (ids: ReadonlyArray<number>, isIn: boolean) => {
        for (const id of ids) isIn ? leftOut.delete(id) : leftOut.add(id)
        form.follow()
      }
    }
    const cannot =
      secret === undefined ? "Ask the assistant for a new plan: this one has no button any more." : undefined
    show(
      header(view),
      ...planParts(view, formats),
      ...itemList(view.groups, cannot === undefined ? choice : undefined, formats),
      undoPart(view),
      cannot === undefined ? form.element : h("p", { className: "notice info" }, cannot)
    )
    if (view.mistake !== undefined) form.focus()
  }

  // A host that does not take the text loses nothing but a sentence for the model.
  const tell = (text: string): void => void host.tellModel(text).catch(() => undefined)

  const lookAgain = (): void => {
    timer = setTimeout(() => void look(), lookEvery)
  }

  /**
   * Shows where a plan stands. A set that is not at its end may have stopped by itself, so only the person lets it go on.
   */
  const showStanding = (view: PlanView): void => render(view.state === "goesOn" ? { ...view, state: "stopped" } : view)

  /** Looks at a plan that is carried out, as long as this page waits or the server says that it is under way. */
  const look = (): Promise<void> => {
    const begun = age
    return call("show").then(
      ({ content }) => {
        if (begun !== age || !isView(content)) return
        if (isBusy || content.state === "underWay") {
          render({ ...content, state: "underWay" })
          lookAgain()
        } else {
          showStanding(content)
        }
      },
      () => (isBusy ? lookAgain() : undefined)
    )
  }

  const endCall = (): void => {
    isBusy = false
    age++
    clearTimeout(timer)
  }

  const take = (result: Result): void => {
    const { content, text } = result
    if (!isView(content)) {
      showMessage("danger", text)
      tell(text)
      return
    }
    secret = content.secret ?? (content.state === "open" ? secret : undefined)
    render(content)
    if (content.mistake !== undefined) return
    if (content.state === "goesOn") {
      void run("continue")
      return
    }
    document.getElementById("outcome")?.focus()
    tell(`The person confirmed the plan in the view. ${text}`)
  }

  const run = (action: "confirm" | "continue", values: object = {}): Promise<void> => {
    if (isBusy) return Promise.resolve()
    isBusy = true
    for (const control of root.querySelectorAll<HTMLInputElement | HTMLButtonElement>("input, button")) {
      control.disabled = true
    }
    lookAgain()
    return call(action, values).then(
      (result) => {
        endCall()
        take(result)
      },
      () => {
        endCall()
        showMessage("warning", lost)
        lookAgain()
      }
    )
  }

  return {
    begin: (): Promise<void> =>
      call("show").then(
        ({ content, text }) => {
          if (!isView(content)) return showMessage("danger", text)
          showStanding(content)
          if (content.state === "underWay") lookAgain()
        },
        () => showMessage("danger", "The server does not answer this view. Ask the assistant.")
      )
  }
}
