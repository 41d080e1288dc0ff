import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { readJson, writeJson } from "../json-file.ts";
import { emptyState, type Mail, type MailState, type World } from "./state.ts";

/** As many files as are open at a time. */
const WRITTEN_AT_ONCE = 32;

type Rest = Omit<MailState, "mails">;

/** What is kept in a folder: each mail in a file of its own, so that a new one does not have all others written again. */
export async function loadState(folder: string): Promise<MailState> {
  const rest = (await readJson(path.join(folder, "state.json"))) as Rest | null;
  return { ...emptyState(), ...rest, mails: await loadMails(path.join(folder, "mails")) };
}

/** Writes what changed since the last time. */
export async function saveState(folder: string, { state, touched }: World): Promise<void> {
  const changed = [...touched];
  touched.clear();
  const write = async (id: string) => {
    const file = path.join(folder, "mails", `${id}.json`);
    const mail = state.mails.get(id);
    if (mail === undefined) await rm(file, { force: true });
    else await writeJson(file, mail);
  };
  for (let from = 0; from < changed.length; from += WRITTEN_AT_ONCE) {
    await Promise.all(changed.slice(from, from + WRITTEN_AT_ONCE).map(write));
  }
  const { mails, ...rest } = state;
  await writeJson(path.join(folder, "state.json"), rest);
}

async function loadMails(folder: string): Promise<Map<string, Mail>> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const mails = await Promise.all(
    names.map(async (name) => (await readJson(path.join(folder, name))) as Mail),
  );
  mails.sort((a, b) => a.created - b.created);
  return new Map(mails.map((mail) => [mail.id, mail]));
}
