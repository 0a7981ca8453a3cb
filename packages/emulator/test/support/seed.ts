// A small seed of which everything is known, and the time at which the tests take place.
import type { SeedData } from "../../src/seed/Seed.ts"
import { seededCollections } from "./seededItems.ts"

export const now = new Date("2026-03-15T12:00:00.000Z")

export const ids = {
  instance: "60106426dc03c6aad06560ba",
  otherInstance: "60106426dc03c6aad06560bb",
  plant: "575ed6e87ae143cd83dc4aa8",
  harbor: "575ed6e87ae143cd83dc4aa9",
  mill: "575ed6e87ae143cd83dc4aaa",
  elsewhere: "575ed6e87ae143cd83dc4aab",
  ada: "575ed70c7ae143cd83dc4a01",
  grace: "575ed70c7ae143cd83dc4a02",
  invite: "575ed71e7ae143cd83dc4b01",
  expired: "575ed71e7ae143cd83dc4b02",
  unknown: "ffffffffffffffffffffffff"
}

// The brands of ids are of the types only.
export const seed = {
  instances: [
    {
      id: ids.instance,
      name: "Meridian",
      creationDate: "2022-01-01T00:00:00.000Z",
      members: [
        { userId: ids.grace, email: "grace@northwind.example", role: "admin" },
        { userId: ids.ada, email: "ada@northwind.example", role: "view" }
      ],
      collections: seededCollections,
      orgs: [
        {
          id: ids.plant,
          name: "Northwind Plant",
          description: "Makes gears",
          iconColor: "#057180",
          creationDate: "2024-05-01T08:00:00.000Z",
          lastUpdated: "2026-01-02T03:04:05.000Z",
          limits: { device: 100 },
          tags: [
            { key: "region", value: "eu" },
            { key: "tier", value: "gold" }
          ],
          referralId: "CRM-1",
          mfaMode: "required",
          auditLogEnabled: true,
          whitelistedEmailDomains: ["northwind.example"],
          banner: { level: "info", message: "Welcome" },
          members: [
            {
              userId: ids.grace,
              email: "grace@northwind.example",
              firstName: "Grace",
              lastName: "Hopper",
              role: "view"
            },
            { userId: ids.ada, email: "ada@northwind.example", firstName: "Ada", lastName: "Lovelace", role: "admin" }
          ],
          invites: [
            {
              id: ids.expired,
              email: "late@example.com",
              role: "view",
              inviteDate: "2026-01-01T00:00:00.000Z",
              ttl: 86_400_000
            },
            { id: ids.invite, email: "guest@example.com", role: "edit", inviteDate: "2026-03-14T00:00:00.000Z" }
          ],
          resources: { appCount: 3, fileCount: 4, dataTableRowCount: 12, storageBytes: 4_096 },
          usage: { days: 365, devices: 200, payloadsPerHour: 120, notebookRunsPerDay: 3 }
        },
        {
          id: ids.harbor,
          name: "Harbor Terminals",
          creationDate: "2025-01-01T00:00:00.000Z",
          tags: [{ key: "region", value: "us" }],
          disabledAt: "2026-02-01T00:00:00.000Z",
          members: [{ userId: ids.ada, email: "ada@northwind.example", role: "edit" }]
        },
        { id: ids.mill, name: "alpine mill", creationDate: "2025-06-01T00:00:00.000Z", isReadOnly: true }
      ]
    },
    {
      id: ids.otherInstance,
      name: "Alder",
      creationDate: "2023-01-01T00:00:00.000Z",
      orgs: [{ id: ids.elsewhere, name: "Elsewhere" }]
    }
  ]
} as unknown as SeedData
