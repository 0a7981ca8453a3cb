/** Builds the reference with TypeDoc, and reports the mistakes in the comments from which it is built. */

import { join } from "node:path"
import { Application, Converter, type DeclarationReflection, type ProjectReflection, ReflectionKind } from "typedoc"
import { type Modules, root } from "./modules.ts"

const here = import.meta.dirname

const make = (modules: Modules): Promise<Application> =>
  Application.bootstrap({
    name: "effect-losant",
    entryPoints: [...modules.keys()],
    tsconfig: join(here, "tsconfig.json"),
    // npm run typecheck does that, with the compiler that also builds the packages.
    skipErrorChecking: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    readme: join(here, "welcome.md"),
    disableGit: true,
    displayBasePath: root,
    sourceLinkTemplate: "https://github.com/effect-losant/effect-losant/blob/main/{path}#L{line}",
    // Otherwise a new version of TypeDoc would change the pages of unchanged sources.
    hideGenerator: true,
    packagesRequiringDocumentation: ["@effect-losant/core", "@effect-losant/fleet", "@effect-losant/emulator"],
    requiredToBeDocumented: [
      "Module",
      "Namespace",
      "Class",
      "Function",
      "Variable",
      "Interface",
      "TypeAlias",
      "Method",
      "Accessor"
    ],
    validation: { notExported: true, invalidLink: true, invalidPath: true, rewrittenLink: true, notDocumented: true },
    treatWarningsAsErrors: true,
    treatValidationWarningsAsErrors: true
  })

/** Gives each module the name by which a program imports it, in place of its path. */
const rename = (project: ProjectReflection, modules: Modules) => {
  for (const module of project.children ?? []) {
    const [source] = module.sources ?? []
    const name = source === undefined ? undefined : modules.get(source.fullFileName)
    if (name === undefined) throw new Error(`${module.name} cannot be imported: it is not a module.`)
    module.name = name
  }
}

/** The comments of what is exported: a function has them at its signatures. */
const commentsOf = ({ comment, signatures = [] }: DeclarationReflection) =>
  [comment, ...signatures.map((signature) => signature.comment)].filter((one) => one !== undefined)

const namespaces = ReflectionKind.Module | ReflectionKind.Namespace
const values = ReflectionKind.Class | ReflectionKind.Function | ReflectionKind.Variable
const exported = values | ReflectionKind.Interface | ReflectionKind.TypeAlias

/** True for the type of a value of the same name: the value has the comment. */
const isTypeOfValue = (one: DeclarationReflection) =>
  one.kindOf(ReflectionKind.TypeAlias) &&
  one.parent?.isDeclaration() === true &&
  one.parent.children?.some((other) => other.name === one.name && other.kindOf(values)) === true

/** The names of the exports without an example in their comments. */
const withoutExample = (project: ProjectReflection): ReadonlyArray<string> =>
  project
    .getReflectionsByKind(exported)
    .filter((one): one is DeclarationReflection => one.isDeclaration() && one.parent?.kindOf(namespaces) === true)
    .filter((one) => !isTypeOfValue(one))
    .filter((one) => !commentsOf(one).some((comment) => comment.getTag("@example") !== undefined))
    .map((one) => one.getFullName())

/** Writes the reference into a folder, and returns the problems to correct. TypeDoc prints its own warnings. */
export const build = async (modules: Modules, folder: string): Promise<ReadonlyArray<string>> => {
  const app = await make(modules)
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => rename(project, modules))
  const project = await app.convert()
  if (project === undefined) return ["TypeDoc could not read the sources."]
  app.validate(project)
  await app.generateDocs(project, folder)
  return [
    ...(app.logger.hasErrors() || app.logger.hasWarnings() ? ["TypeDoc has warnings: see above."] : []),
    ...withoutExample(project).map((name) => `${name} has no example in its comment.`)
  ]
}
