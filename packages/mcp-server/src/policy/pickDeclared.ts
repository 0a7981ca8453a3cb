/** An object without the fields that its schema does not have: what Losant may add has not been looked at. */
export const pickDeclared = <A extends object>(schema: { readonly fields: object }, value: A): A =>
  // Sound: what is left out is not in the type.
  Object.fromEntries(Object.entries(value).filter(([name]) => Object.hasOwn(schema.fields, name))) as A
