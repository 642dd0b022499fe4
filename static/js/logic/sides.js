// Regions and their sides as values of boxes: "calf:left", or "chest" alone. What one tick means for the other boxes of
// its region: left and right together are one box, "both", and the newest tick wins over what it contradicts.
// `boxes` answers has(value) and isChecked(value); what comes back is {value: is ticked}. Knows nothing of pages.
const OPPOSITE = { left: "right", right: "left" };

export function regionOf(value) {
  return value.split(":")[0];
}

export function sideOf(value) {
  return value.split(":")[1] || "";
}

/** True for a region that has a left, a right and a both. */
export function hasPair(region, boxes) {
  return boxes.has(`${region}:both`);
}

/** True if this very side is meant, be it as one half of "both". */
export function isOn(value, boxes) {
  return boxes.isChecked(value) || (sideOf(value) in OPPOSITE && boxes.isChecked(`${regionOf(value)}:both`));
}

/** The sides of a pair as they shall be. A bare "somewhere else" gives way to its sides. */
export function pairAs(region, isLeft, isRight) {
  return {
    [`${region}:both`]: isLeft && isRight,
    [`${region}:left`]: isLeft && !isRight,
    [`${region}:right`]: isRight && !isLeft,
    ...(isLeft || isRight ? { [region]: false } : {}),
  };
}

export function oneAs(value, isTicked) {
  return { [value]: isTicked, ...(isTicked && sideOf(value) ? { [regionOf(value)]: false } : {}) };
}

/** After a touch of that place on the figure or on a button: on becomes off, off becomes on. */
export function afterToggle(value, boxes) {
  const region = regionOf(value);
  const side = sideOf(value);
  if (!(side in OPPOSITE) || !hasPair(region, boxes)) return oneAs(value, !boxes.isChecked(value));
  const on = { left: isOn(`${region}:left`, boxes), right: isOn(`${region}:right`, boxes) };
  on[side] = !on[side];
  return pairAs(region, on.left, on.right);
}

/** After a box was ticked or unticked by hand. */
export function afterTick(value, boxes) {
  const region = regionOf(value);
  const side = sideOf(value);
  if (!boxes.isChecked(value)) return {};
  if (side === "both") return pairAs(region, true, true);
  if (side in OPPOSITE && hasPair(region, boxes)) {
    const isOther = boxes.isChecked(`${region}:${OPPOSITE[side]}`);
    return pairAs(region, isOther || side === "left", isOther || side === "right");
  }
  if (side) return oneAs(value, true);
  return hasPair(region, boxes) ? { ...pairAs(region, false, false), [`${region}:middle`]: false } : {};
}
