// Which signs fit the regions that are chosen. Knows nothing of pages.

/** "calf=leg chest=torso" as a map from a region's code to its group. */
export function groupsByRegion(pairs) {
  return new Map(pairs.split(" ").map((pair) => pair.split("=")));
}

/** True if a sign of these groups fits one of the values ("calf:left", "other=brow:left"), or if there are none. */
export function fitsRegions(groups, values, groupOf) {
  return !values.length || values.some((value) => groups.includes(groupOf.get(value.split(/[:=]/)[0])));
}
