/** The owner's list of members as plain data: whom a search finds, and who is chosen. */
import type { Id } from "../../../convex/_generated/dataModel";

/** The chosen members, in the order of being chosen. */
export type Choice = ReadonlySet<Id<"memberSettings">>;

export type Searchable = { name: string; title: string; slug: string };

/** Letters without case and accents, so that "sofia" finds "Sofía". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** The members in whose name, title or address every word of the search occurs; all of them for an empty search. */
export function matching<Member extends Searchable>(
  members: readonly Member[],
  search: string,
): Member[] {
  const words = plain(search)
    .split(/\s+/u)
    .filter((word) => word !== "");
  return members.filter(({ name, title, slug }) => {
    const text = plain(`${name} ${title} ${slug}`);
    return words.every((word) => text.includes(word));
  });
}

/** The choice with these added, or taken out. What else was chosen stays, also where a search hides it. */
export function withChosen<T>(
  chosen: ReadonlySet<T>,
  ids: readonly T[],
  isChosen: boolean,
): ReadonlySet<T> {
  const next = new Set(chosen);
  for (const id of ids) {
    if (isChosen) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** How many of these are chosen, as a box that stands for all of them shows it. */
export function extentOf<T>(chosen: ReadonlySet<T>, ids: readonly T[]): "none" | "some" | "all" {
  const count = ids.filter((id) => chosen.has(id)).length;
  if (count === 0) return "none";
  return count === ids.length ? "all" : "some";
}

/** Ids in stretches of at most `size`. */
export function batchesOf<T>(ids: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  );
}
