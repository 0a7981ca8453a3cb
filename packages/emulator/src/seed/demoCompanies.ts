/**
 * The organizations of the demo seed.
 *
 * @since 0.1.0
 */

/** A customer of one of the two instances, which becomes an organization. @since 0.1.0 */
export interface Company {
  readonly instance: 0 | 1
  readonly name: string
  readonly industry: string
  readonly size: "small" | "medium" | "large"
  readonly what: string
}

/** The customers of the two instances. @since 0.1.0 */
export const companies: ReadonlyArray<Company> = [
  {
    instance: 0,
    name: "Ashford Water Works",
    industry: "utilities",
    size: "large",
    what: "Pump stations and meters of the Ashford valley."
  },
  {
    instance: 0,
    name: "Bluebird Dairy",
    industry: "food",
    size: "medium",
    what: "Milk tanks and cold chain on 60 farms."
  },
  {
    instance: 0,
    name: "Cedar Ridge Hospital",
    industry: "health",
    size: "large",
    what: "Room climate, refrigerators and equipment tracking."
  },
  {
    instance: 0,
    name: "Copperfield Mining",
    industry: "mining",
    size: "large",
    what: "Ventilation and conveyor monitoring."
  },
  {
    instance: 0,
    name: "Delta Compressors",
    industry: "manufacturing",
    size: "medium",
    what: "Compressors at customer sites, with predictive maintenance."
  },
  {
    instance: 0,
    name: "Eastgate Elevators",
    industry: "buildings",
    size: "medium",
    what: "Elevators and escalators under service contract."
  },
  {
    instance: 0,
    name: "Fairview Greenhouses",
    industry: "agriculture",
    size: "medium",
    what: "Climate and irrigation in 14 greenhouses."
  },
  {
    instance: 0,
    name: "Granite Peak Resorts",
    industry: "hospitality",
    size: "small",
    what: "Lifts, snow guns and lodge energy."
  },
  {
    instance: 0,
    name: "Harbor Freight Terminals",
    industry: "logistics",
    size: "large",
    what: "Cranes, reefers and gates of three terminals."
  },
  {
    instance: 0,
    name: "Harborview Apartments",
    industry: "buildings",
    size: "small",
    what: "Heating and leak detection in 220 flats."
  },
  {
    instance: 0,
    name: "Ironbridge Steel",
    industry: "manufacturing",
    size: "large",
    what: "Furnace and rolling mill telemetry."
  },
  { instance: 0, name: "Juniper Labs", industry: "research", size: "small", what: "Freezers and clean room sensors." },
  {
    instance: 0,
    name: "Kestrel Aviation Services",
    industry: "aviation",
    size: "medium",
    what: "Ground power units and tugs at nine airports."
  },
  {
    instance: 0,
    name: "Lakeside School District",
    industry: "education",
    size: "medium",
    what: "Air quality in 31 schools."
  },
  {
    instance: 0,
    name: "Maple Street Breweries",
    industry: "food",
    size: "small",
    what: "Fermenters and keg tracking."
  },
  {
    instance: 0,
    name: "Northwind Plant Services",
    industry: "energy",
    size: "large",
    what: "Turbine condition monitoring."
  },
  {
    instance: 0,
    name: "Oakhurst Packaging",
    industry: "manufacturing",
    size: "medium",
    what: "Overall equipment effectiveness of twelve lines."
  },
  {
    instance: 0,
    name: "Pinecrest Forestry",
    industry: "forestry",
    size: "small",
    what: "Harvester locations and fuel."
  },
  {
    instance: 0,
    name: "Quarry Hill Aggregates",
    industry: "mining",
    size: "small",
    what: "Crushers and truck scales."
  },
  {
    instance: 0,
    name: "Redstone Refrigeration",
    industry: "food",
    size: "medium",
    what: "Supermarket refrigeration, alarms and energy."
  },
  {
    instance: 0,
    name: "Silverline Transit",
    industry: "transport",
    size: "large",
    what: "Buses: location, doors, batteries."
  },
  {
    instance: 0,
    name: "Stonebridge Property Group",
    industry: "buildings",
    size: "medium",
    what: "Energy and access in office towers."
  },
  {
    instance: 0,
    name: "Tidewater Cold Storage",
    industry: "logistics",
    size: "medium",
    what: "Deep-freeze warehouses on the coast."
  },
  { instance: 0, name: "Umber Clay Ceramics", industry: "manufacturing", size: "small", what: "Kiln temperatures." },
  {
    instance: 0,
    name: "Valley Growers Cooperative",
    industry: "agriculture",
    size: "medium",
    what: "Soil moisture and frost warnings."
  },
  {
    instance: 0,
    name: "Westhaven Marina",
    industry: "hospitality",
    size: "small",
    what: "Berth power and bilge alarms."
  },
  {
    instance: 1,
    name: "Arctic Line Shipping",
    industry: "logistics",
    size: "large",
    what: "Reefer containers at sea."
  },
  { instance: 1, name: "Brookfield Bakery", industry: "food", size: "small", what: "Ovens and proofing rooms." },
  { instance: 1, name: "Clearwater Pools", industry: "leisure", size: "small", what: "Pool chemistry for hotels." },
  {
    instance: 1,
    name: "Dunmore Textiles",
    industry: "manufacturing",
    size: "medium",
    what: "Looms and dye house water."
  },
  { instance: 1, name: "Evergreen Solar", industry: "energy", size: "large", what: "Inverters of 85 solar parks." },
  {
    instance: 1,
    name: "Foxglove Pharma",
    industry: "health",
    size: "medium",
    what: "Cold chain with full audit trail."
  },
  { instance: 1, name: "Glenmore Distillery", industry: "food", size: "small", what: "Stills and warehouse climate." },
  {
    instance: 1,
    name: "Highfield Robotics",
    industry: "manufacturing",
    size: "medium",
    what: "Robot cells at customer sites."
  },
  {
    instance: 1,
    name: "Kingsway Parking",
    industry: "transport",
    size: "medium",
    what: "Bays, barriers and chargers."
  },
  { instance: 1, name: "Lowland Wind", industry: "energy", size: "large", what: "Two offshore wind farms." },
  { instance: 1, name: "Millbrook Recycling", industry: "utilities", size: "small", what: "Container fill levels." },
  { instance: 1, name: "Orchard Vale Farms", industry: "agriculture", size: "small", what: "Irrigation and spraying." },
  {
    instance: 1,
    name: "Summit Rail Maintenance",
    industry: "transport",
    size: "medium",
    what: "Switch heaters and points machines."
  },
  { instance: 1, name: "Tern Island Fisheries", industry: "food", size: "small", what: "Oxygen and feed in net pens." }
]
