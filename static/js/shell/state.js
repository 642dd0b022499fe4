// What the page without a connection knows: whose device it is, and what is kept on it.
import { changed, groupsOf, lastOf, withValues } from "../logic/kept.js";
import { itemsOf } from "../outbox/device.js";
import { facts, keepItem } from "../outbox/store.js";

export const shell = document.querySelector("[data-shell]");

/** {known, items, groups, others}: facts of the person, their items, what these are about, how many are of others. */
export async function state() {
  const known = await facts();
  const { own, others } = await itemsOf(known.who);
  return { known, items: known.who ? own : [], groups: known.who ? groupsOf(own) : [], others };
}

export async function groupOf(key) {
  return (await state()).groups.find((group) => group.key === key);
}

// Where this device has no room for it, or lets nothing be kept, says so and throws.
async function orSay(work) {
  try {
    await work();
  } catch (error) {
    const note = shell.querySelector("[data-not-kept]");
    note.hidden = false;
    note.scrollIntoView({ block: "center" });
    throw error;
  }
}

/** Keeps a new item. */
export async function keepNew(kind, about) {
  const tapped_at = new Date().toISOString();
  await orSay(async () => {
    const { who } = await facts();
    await keepItem({ id: crypto.randomUUID(), who, kind, fields: [], tapped_at, ...about });
  });
}

export async function keepChanged(item, change) {
  await orSay(() => keepItem(changed(item, change)));
}

/**
 * Says that of the entry: in the item that said it before, in that of the whole spasm, or in a new one. `drawn`: what is
 * shown of what the server has, for a new one.
 */
export async function keepValues(uid, kind, values, drawn = []) {
  const group = await groupOf(uid);
  const item = group && (lastOf(group, kind) || lastOf(group, "over"));
  const pairs = Object.entries(values);
  if (!item) {
    await keepNew(kind, { uid, fields: [...drawn, ...pairs.flatMap(([name, all]) => all.map((value) => [name, value]))] });
    return;
  }
  const now = pairs.reduce((each, [name, all]) => withValues(each, name, all), item);
  await keepChanged(item, { fields: now.fields });
}
