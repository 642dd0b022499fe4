// Which signs fit the regions that are chosen. Knows nothing of pages.

/** "leg=calf,shin torso=chest" as a map from a region's code to its group. */
export function groupsByRegion(groups) {
  const pairs = groups.split(" ").map((each) => each.split("="));
  return new Map(pairs.flatMap(([group, codes]) => codes.split(",").map((code) => [code, group])));
}

/** True if a sign of these groups fits one of the values ("calf:left", "other=brow:left"), or if there are none. */
export function fitsRegions(groups, values, groupOf) {
  return !values.length || values.some((value) => groups.includes(groupOf.get(value.split(/[:=]/)[0])));
}
