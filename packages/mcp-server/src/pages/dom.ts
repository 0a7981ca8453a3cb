/** Makes elements. Every text becomes a text node, so no text of Losant's is ever read as HTML. */

type Child = Node | string | undefined

type Properties<K extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[K], "style" | "children" | "dataset" | "attributes">
> & {
  /** Attributes that are no properties, such as `aria-live`. */
  readonly attributes?: Readonly<Record<string, string>>
  readonly on?: Readonly<Record<string, (event: Event) => void>>
}

/** An element with properties and children. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { attributes = {}, on = {}, ...properties }: Properties<K> = {},
  ...children: ReadonlyArray<Child>
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  Object.assign(element, properties)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener)
  element.append(...children.filter((child) => child !== undefined))
  return element
}

let count = 0

/** A new id for an element that another one refers to. */
export const newId = (): string => `part${++count}`

/** A section with a heading, or nothing if there is nothing in it. */
export const section = (title: string, ...children: ReadonlyArray<Child>): HTMLElement | undefined => {
  const parts = children.filter((child) => child !== undefined)
  if (parts.length === 0) return undefined
  const id = newId()
  return h("section", { attributes: { "aria-labelledby": id } }, h("h2", { id }, title), ...parts)
}

/** A place in the page whose parts change. */
export interface Part {
  readonly root: HTMLElement
  /** Puts these parts in the place of those before. */
  readonly show: (...parts: ReadonlyArray<HTMLElement | undefined>) => void
}

export const makePart = (root: HTMLElement): Part => ({
  root,
  show: (...parts) => root.replaceChildren(...parts.filter((part) => part !== undefined))
})

/** The whole page. */
export const mainPart = (): Part =>
  makePart(document.querySelector("main") ?? document.body.appendChild(document.createElement("main")))

/** A sentence to the person, such as `danger` with the reason why something is not done. Screen readers say it. */
export const notice = (className: "danger" | "warning" | "success" | "info", text: string): HTMLElement =>
  h("p", { className: `notice ${className}`, attributes: { role: "status" } }, text)
