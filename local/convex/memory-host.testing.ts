import type { Value } from "convex/values";
import type { FunctionTarget } from "./function-target.ts";
import type { DocumentChange } from "./indexed-database.ts";
import type { SchedulerHost, SystemTransaction } from "./scheduler.ts";
import type { Doc } from "./sorted-index.ts";

type Tables = Map<string, Doc>;
type TestFunction = {
  kind: "mutation" | "action";
  run: (args: Value, tx: SystemTransaction | null) => Promise<void> | void;
};

/** The server around a scheduler, in memory: what stays in `components` is what a restart would find. */
export class MemoryHost implements SchedulerHost {
  readonly components = new Map<string, Tables>();
  readonly functions = new Map<string, TestFunction>();
  readonly lines: string[] = [];
  /** Set to make the next transactions fail at their end, as a full disk would. */
  diskError: Error | null = null;
  onCommit: (componentPath: string, changes: DocumentChange[]) => void = () => undefined;
  #ids = 10_000;
  #last: Promise<unknown> = Promise.resolve();

  transact<T>(componentPath: string, work: (tx: SystemTransaction) => Promise<T> | T): Promise<T> {
    const run = this.#last.then(() => this.#transact(componentPath, work));
    this.#last = run.catch(() => undefined);
    return run;
  }

  kindOf({ udfPath }: FunctionTarget): Promise<"mutation" | "action"> {
    const found = this.functions.get(udfPath);
    if (found === undefined) return Promise.reject(new Error(`There is no function ${udfPath}.`));
    return Promise.resolve(found.kind);
  }

  async runAction({ udfPath }: FunctionTarget, args: Value): Promise<void> {
    await this.functions.get(udfPath)?.run(args, null);
  }

  log(line: string): void {
    this.lines.push(line);
  }

  rows(table: string): { componentPath: string; doc: Doc }[] {
    return [...this.components].flatMap(([componentPath, docs]) => {
      const found = [...docs.values()].filter(({ _id }) => _id.endsWith(table));
      return found.map((doc) => ({ componentPath, doc }));
    });
  }

  async #transact<T>(
    componentPath: string,
    work: (tx: SystemTransaction) => Promise<T> | T,
  ): Promise<T> {
    const committed = this.components.get(componentPath) ?? new Map<string, Doc>();
    const pending: Tables = new Map(committed);
    const result = await work(this.#transaction(pending));
    if (this.diskError !== null) throw this.diskError;
    this.components.set(componentPath, pending);
    const ids = new Set([...committed.keys(), ...pending.keys()]);
    const changes = [...ids].map((id) => ({
      id,
      table: id.replace(/^\d+/, ""),
      before: committed.get(id) ?? null,
      after: pending.get(id) ?? null,
    }));
    this.onCommit(
      componentPath,
      changes.filter(({ before, after }) => before !== after),
    );
    return result;
  }

  #transaction(docs: Tables): SystemTransaction {
    const tx: SystemTransaction = {
      get: (_table, id) => docs.get(id) ?? null,
      list: (table) => [...docs.values()].filter(({ _id }) => _id.endsWith(table)),
      insert: (table, fields) => {
        const _id = `${(this.#ids += 1)}${table}`;
        docs.set(_id, { ...fields, _id, _creationTime: this.#ids });
        return _id;
      },
      patch: (_table, id, fields) => {
        const doc = docs.get(id);
        if (doc === undefined) throw new Error(`No document ${id}.`);
        docs.set(id, { ...doc, ...fields });
      },
      delete: (_table, id) => {
        docs.delete(id);
      },
      runMutation: async ({ udfPath }, args) => {
        const before = new Map(docs);
        try {
          await this.functions.get(udfPath)?.run(args, tx);
        } catch (error) {
          docs.clear();
          for (const [id, doc] of before) docs.set(id, doc);
          throw error;
        }
      },
    };
    return tx;
  }
}
