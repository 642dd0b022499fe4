// Which signs fit the regions that are chosen. Knows nothing of pages.

/** True if a sign of these groups fits one of the values ("calf:left", "other=brow:left"), or if there are none.
    `groupOf(region)`: the region's group, or undefined where it is not known; that fits everything. */
export function fitsRegions(groups, values, groupOf) {
  const fits = (group) => group === undefined || groups.includes(group);
  return !values.length || values.some((value) => fits(groupOf(value.split(/[:=]/)[0])));
}
