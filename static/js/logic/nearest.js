// The nearest mark: inside the box of one, no other is.
export function nearest(marks, x, y) {
  let best = -1;
  let least = Infinity;
  marks.forEach((mark, n) => {
    const [across, up] = [Math.abs(x - mark.x), Math.abs(y - mark.y)];
    const beside = Math.max(0, across - mark.width / 2) + Math.max(0, up - mark.height / 2);
    const far = 4 * beside + across + up;
    if (far < least) [best, least] = [n, far];
  });
  return best;
}

// The days at these shares of those from first to last.
export function daysBetween({ first, last }, shares) {
  const [start, end] = [first, last].map(Date.parse);
  const days = (end - start) / 864e5;
  const within = (share) => Math.max(0, Math.min(days, Math.floor(share * (days + 1))));
  return shares.map((share) => new Date(start + within(share) * 864e5).toISOString().slice(0, 10));
}
