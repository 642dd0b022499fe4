// A row takes day and place from the row before it as soon as that one is filled in, until it is changed or filled in
// itself: most spasms that are logged together are of one night and one muscle.
const rows = [...document.querySelectorAll(".several-row[role=group]")];
const touched = new Set();

const cell = (row, name) => row.querySelector(`[name$="-${name}"]`);

function isFilledIn(row) {
  const place = cell(row, "place").value;
  const isRated = Boolean(row.querySelector("[name$='-intensity']:checked")?.value);
  return cell(row, "time").value !== "" || isRated || (place !== "" && place !== cell(row, "inherited").value);
}

function takeFrom(before, row) {
  cell(row, "on").value = cell(before, "on").value;
  const place = cell(row, "place");
  place.value = cell(before, "place").value;
  // It may be typed by hand, and no choice here.
  if (place.selectedIndex < 0) place.value = "";
  cell(row, "inherited").value = place.value;
}

function follow(event) {
  const changed = event.target.closest("select");
  if (changed) {
    const row = changed.closest(".several-row");
    touched.add(row);
    cell(row, "inherited").value = "";
  }
  rows.forEach((row, n) => {
    const before = rows[n - 1];
    if (before && isFilledIn(before) && !isFilledIn(row) && !touched.has(row)) takeFrom(before, row);
  });
}

document.querySelector(".several")?.addEventListener("change", follow);
