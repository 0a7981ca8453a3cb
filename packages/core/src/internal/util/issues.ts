// From a schema error to the issues that a program shows to its user.
import type * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import * as SchemaIssue from "effect/SchemaIssue"
import type { Issue } from "../../LosantError.ts"

// A longer list hides the one name that was meant.
const maxNames = 20

const unknownKey = ({ ast }: SchemaIssue.UnexpectedKey): string => {
  const names = AST.isObjects(ast) ? ast.propertySignatures.map(({ name }) => String(name)) : []
  const expectedNames = names.length === 0 || names.length > maxNames ? "" : `; known are ${names.join(", ")}`
  return `is not known here${expectedNames}`
}

const format = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: (issue) => (issue._tag === "UnexpectedKey" ? unknownKey(issue) : SchemaIssue.defaultLeafHook(issue))
})

/** The issues of a schema error, each once, without the values that caused them. */
export const issuesOf = (error: Schema.SchemaError): ReadonlyArray<Issue> => {
  const issues = format(narrow(error.issue)).issues.map(({ path, message }) => ({
    path: (path ?? []).map((segment) => {
      const key = typeof segment === "object" ? segment.key : segment
      return typeof key === "number" ? key : String(key)
    }),
    message
  }))
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()]
}

// If a value may have several shapes, the schema reports issues for every shape. Only those of the shape that was meant
// help the caller.
const narrow = (issue: SchemaIssue.Issue): SchemaIssue.Issue => {
  switch (issue._tag) {
    case "Pointer":
      return new SchemaIssue.Pointer(issue.path, narrow(issue.issue))
    case "Encoding":
      return new SchemaIssue.Encoding(issue.ast, narrow(issue.issue))
    case "Composite": {
      const [first, ...others] = issue.issues
      return new SchemaIssue.Composite(issue.ast, [narrow(first), ...others.map(narrow)])
    }
    case "AnyOf":
      return new SchemaIssue.AnyOf(issue.ast, meantShapes(issue.issues.map(narrow)))
    default:
      return issue
  }
}

const meantShapes = (shapes: ReadonlyArray<SchemaIssue.Issue>): ReadonlyArray<SchemaIssue.Issue> => {
  const shapesWithKeys = shapes.length > 1 ? shapesByKey(shapes) : undefined
  // The keys say more about which shape was meant than the values.
  return shapesWithKeys ?? withFewest(withFewest(shapes, isOfKey), () => true)
}

const withFewest = (shapes: ReadonlyArray<SchemaIssue.Issue>, counts: (leaf: SchemaIssue.Issue) => boolean) => {
  const numbers = shapes.map((shape) => leavesOf(shape).filter(counts).length)
  return shapes.filter((_, index) => numbers[index] === Math.min(...numbers))
}

const isOfKey = ({ _tag }: SchemaIssue.Issue): boolean => _tag === "MissingKey" || _tag === "UnexpectedKey"

const leavesOf = (issue: SchemaIssue.Issue): ReadonlyArray<SchemaIssue.Issue> => {
  if ("issue" in issue) return leavesOf(issue.issue)
  return "issues" in issue && issue.issues.length > 0 ? issue.issues.flatMap(leavesOf) : [issue]
}

interface Shape {
  readonly issue: SchemaIssue.Composite
  /** The keys that tell this shape from the others. */
  readonly keys: ReadonlyArray<PropertyKey>
}

/**
 * If each shape needs keys that no other has: the shape whose keys are there, or an issue that asks for one of them.
 */
const shapesByKey = (issues: ReadonlyArray<SchemaIssue.Issue>): ReadonlyArray<SchemaIssue.Issue> | undefined => {
  const shapes = issues.flatMap((issue): ReadonlyArray<Shape> => {
    const others = issues.filter((other) => other !== issue).flatMap(propertiesOf)
    const keys = propertiesOf(issue)
      .filter(({ name, type }) => !AST.isOptional(type) && others.every((other) => other.name !== name))
      .map(({ name }) => name)
    return issue._tag === "Composite" && keys.length > 0 ? [{ issue, keys }] : []
  })
  const [first, ...others] = shapes
  if (first === undefined || shapes.length < issues.length) return undefined
  const present = shapes.filter(({ issue, keys }) => !keys.some((key) => isMissing(issue, key)))
  if (present.length === 1) return present.map(({ issue }) => issue)
  const otherTexts = others.map(({ issue }) => new Set(issue.issues.map(textOf)))
  const common = first.issue.issues.filter((issue) => {
    const text = textOf(issue)
    return otherTexts.every((texts) => texts.has(text))
  })
  const names = shapes.map(({ keys }) => keys.map(String).join(" and "))
  return [new SchemaIssue.InvalidValue({ message: `Give either ${names.join(" or ")}` }), ...common]
}

const propertiesOf = (issue: SchemaIssue.Issue): ReadonlyArray<AST.PropertySignature> =>
  issue._tag === "Composite" && AST.isObjects(issue.ast) ? issue.ast.propertySignatures : []

const isMissing = ({ issues }: SchemaIssue.Composite, key: PropertyKey): boolean =>
  issues.some((issue) => issue._tag === "Pointer" && issue.path[0] === key && issue.issue._tag === "MissingKey")

/** The same text for equal issues. */
const textOf = (issue: SchemaIssue.Issue): string => JSON.stringify(format(issue))
