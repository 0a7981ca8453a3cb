/**
 * The names in the demo seed.
 *
 * @since 0.1.0
 */

/** The instances: two companies that sell connected products. @since 0.1.0 */
export const instances = ["Meridian Connected Products", "Alder & Finch Systems"] as const

export const regions = ["us-east", "us-west", "eu-central", "eu-north", "apac"] as const

export const firstNames = [
  "Amara",
  "Björn",
  "Carmen",
  "Daniel",
  "Elena",
  "Farid",
  "Grace",
  "Hana",
  "Ivan",
  "Julia",
  "Kofi",
  "Lena",
  "Marcus",
  "Nadia",
  "Oscar",
  "Priya",
  "Quentin",
  "Rosa",
  "Samuel",
  "Tomoko",
  "Ulrike",
  "Victor",
  "Wanda",
  "Yusuf",
  "Zoe",
  "Ingrid",
  "Matteo",
  "Leila",
  "Patrick",
  "Sofia"
] as const

export const lastNames = [
  "Abbott",
  "Becker",
  "Castillo",
  "Dubois",
  "Eriksen",
  "Fischer",
  "Garcia",
  "Haddad",
  "Ito",
  "Jensen",
  "Kowalski",
  "Lindgren",
  "Moreau",
  "Nakamura",
  "Okafor",
  "Patel",
  "Quinn",
  "Rossi",
  "Schmidt",
  "Torres",
  "Ueda",
  "Vargas",
  "Weber",
  "Yilmaz",
  "Zhang",
  "Brennan",
  "Novak",
  "Silva",
  "Tanaka",
  "Whitfield"
] as const
