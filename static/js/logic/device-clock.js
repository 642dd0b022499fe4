// What the server knows, in the times of this device, whose clock may be wrong. Knows nothing of pages.

/**
 * The facts of a person, which carry when they were sent by the server's clock (`now`), as of `arrived` by this device's.
 * `ahead`: by how many milliseconds this device's clock is ahead. What runs began so much later by it.
 */
export function byThisClock({ now, ...facts }, arrived) {
  const ahead = arrived - Date.parse(now);
  const began = (at) => new Date(Date.parse(at) + ahead).toISOString();
  return { ...facts, ahead, running: facts.running.map(([uid, at, places]) => [uid, began(at), places]) };
}
