// The nearest mark, and the days between two places.
export function nearest(marks, x, y) {
  let best = -1;
  let least = Infinity;
  marks.forEach((mark, n) => {
    const [dx, dy] = [Math.abs(x - mark.x), Math.abs(y - mark.y)];
    // Beside a box counts more than off its middle: inside a box no other is nearer.
    const beside = Math.max(0, dx - mark.width / 2) + Math.max(0, dy - mark.height / 2);
    const far = 4 * beside + dx + dy;
    if (far < least) [best, least] = [n, far];
  });
  return best;
}

// The days at these shares (0 to 1) of those from first to last.
export function daysBetween({ first, last }, shares) {
  const [start, end] = [first, last].map(Date.parse);
  const days = (end - start) / 864e5;
  return shares.map((share) => new Date(start + Math.min(days, Math.floor(share * (days + 1))) * 864e5).toISOString().slice(0, 10));
}
