// Where things of the figure lie: what is nearest in a direction, points around a touch, the view on its way to another
// one. Points are {x, y}; a view is four numbers, as in an SVG's viewBox. Knows nothing of pages.
const LEAST_WAY = 4;
const REACH_STEP = 3;
const DIRECTIONS = 8;

/** The index of the point that an arrow key means: ahead along the axis ([1, 0] is right), little aside. -1 if none. */
export function nearestAhead(here, points, [across, down]) {
  let best = -1;
  let least = Infinity;
  points.forEach((point, index) => {
    const dx = point.x - here.x;
    const dy = point.y - here.y;
    const ahead = dx * across + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * across);
    if (ahead > LEAST_WAY && ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = index;
    }
  });
  return best;
}

/** The point of a touch, and rings of points around it, the nearest first. */
export function* pointsAround({ x, y }, reach) {
  for (let radius = 0; radius <= reach; radius += REACH_STEP) {
    for (let turn = 0; turn < DIRECTIONS; turn += 1) {
      const angle = (turn * 2 * Math.PI) / DIRECTIONS;
      yield { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
    }
  }
}

/** The view after that share of the time (0 to 1): quick at first, slow at the end. */
export function viewBetween(from, to, share) {
  const way = 1 - (1 - share) ** 3;
  return from.map((value, place) => (value + (to[place] - value) * way).toFixed(2)).join(" ");
}
