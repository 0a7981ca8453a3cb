/** Keeps only the fields that the schema declares: the policy did not check fields that Losant may add. */
export const pickDeclared = <A extends object>(schema: { readonly fields: object }, value: A): A =>
  // Sound: the omitted fields are not part of the type.
  Object.fromEntries(Object.entries(value).filter(([name]) => Object.hasOwn(schema.fields, name))) as A
