// The path of a request.

/** Makes the path of a request: the template with each `:name` replaced by its value. */
export const pathTemplate = (template: string): ((values: Readonly<Record<string, unknown>>) => string) => {
  // Every second part is a name.
  const parts = template.split(/:(\w+)/)
  return (values) => {
    let path = ""
    for (const [index, part] of parts.entries()) {
      path += index % 2 === 0 ? part : encodeURIComponent(String(values[part]))
    }
    return path
  }
}
