import { convexToJson, jsonToConvex } from "convex/values";
import type { JSONValue, Value } from "convex/values";
import { tableOfId } from "./sorted-index.ts";

/** The JSON that a `v.…()` validator exports. */
export type ValidatorJson =
  | { type: "null" | "number" | "bigint" | "commitTs" | "boolean" | "string" | "bytes" | "any" }
  | { type: "literal"; value: JSONValue }
  | { type: "id"; tableName: string }
  | { type: "array"; value: ValidatorJson }
  | { type: "record"; keys: ValidatorJson; values: FieldJson }
  | { type: "object"; value: Record<string, FieldJson> }
  | { type: "union"; value: ValidatorJson[] };

export interface FieldJson {
  fieldType: ValidatorJson;
  optional: boolean;
}

/**
 * Says where and why `value` does not match.
 *
 * @returns a sentence with path, value and validator, or null when the value matches
 */
export function findMismatch(
  validator: ValidatorJson,
  value: Value | undefined,
  path = "",
): string | null {
  switch (validator.type) {
    case "array":
      return Array.isArray(value)
        ? first(value, (item, index) => findMismatch(validator.value, item, `${path}[${index}]`))
        : mismatch(validator, value, path);
    case "object":
      return isPlainObject(value)
        ? objectMismatch(validator.value, value, path)
        : mismatch(validator, value, path);
    case "record":
      return isPlainObject(value)
        ? recordMismatch(validator, value, path)
        : mismatch(validator, value, path);
    case "union":
      return validator.value.some((option) => findMismatch(option, value, path) === null)
        ? null
        : unionMismatch(validator, value, path);
    default:
      return matchesLeaf(validator, value) ? null : mismatch(validator, value, path);
  }
}

type LeafValidator = Exclude<ValidatorJson, { type: "array" | "object" | "record" | "union" }>;

function matchesLeaf(validator: LeafValidator, value: Value | undefined): boolean {
  switch (validator.type) {
    case "any":
      return value !== undefined;
    case "null":
      return value === null;
    case "commitTs":
    case "bigint":
      return typeof value === "bigint";
    case "bytes":
      return value instanceof ArrayBuffer;
    case "literal":
      return value === jsonToConvex(validator.value);
    case "id":
      return typeof value === "string" && isIdOf(validator.tableName, value);
    default:
      return typeof value === validator.type;
  }
}

function isIdOf(table: string, id: string): boolean {
  return /^[0-9]/.test(id) && tableOfId(id) === table;
}

function objectMismatch(
  fields: Record<string, FieldJson>,
  value: Record<string, Value | undefined>,
  path: string,
): string | null {
  const wrong = first(Object.entries(fields), ([name, { fieldType, optional }]) => {
    if (value[name] !== undefined) return findMismatch(fieldType, value[name], `${path}.${name}`);
    return optional ? null : `The required field \`${name}\` is missing${place(path)}.`;
  });
  if (wrong !== null) return wrong;
  const extra = Object.keys(value).find(
    (name) => fields[name] === undefined && value[name] !== undefined,
  );
  if (extra === undefined) return null;
  return `The field \`${extra}\` is not in the validator${place(path)}.`;
}

function recordMismatch(
  { keys, values }: Extract<ValidatorJson, { type: "record" }>,
  value: Record<string, Value | undefined>,
  path: string,
): string | null {
  return first(
    Object.entries(value),
    ([key, item]) =>
      findMismatch(keys, key, `${path} key`) ??
      findMismatch(values.fieldType, item, `${path}[${JSON.stringify(key)}]`),
  );
}

/** Of a union of objects, the one whose literal fields fit says best what is wrong. */
function unionMismatch(
  union: Extract<ValidatorJson, { type: "union" }>,
  value: Value | undefined,
  path: string,
): string {
  if (isPlainObject(value)) {
    const chosen = union.value.filter(
      (option) => option.type === "object" && literalsFit(option.value, value),
    );
    const [only] = chosen;
    if (chosen.length === 1 && only !== undefined) {
      return findMismatch(only, value, path) ?? mismatch(union, value, path);
    }
  }
  return mismatch(union, value, path);
}

function literalsFit(
  fields: Record<string, FieldJson>,
  value: Record<string, Value | undefined>,
): boolean {
  const literals = Object.entries(fields).filter(([, field]) => field.fieldType.type === "literal");
  return (
    literals.length > 0 &&
    literals.every(([name, field]) => findMismatch(field.fieldType, value[name]) === null)
  );
}

function mismatch(validator: ValidatorJson, value: Value | undefined, path: string): string {
  return (
    `Value does not match validator${place(path)}.\n` +
    `Value: ${shortened(describeValue(value))}\nValidator: ${shortened(describeValidator(validator))}`
  );
}

function place(path: string): string {
  return path === "" ? "" : ` at path ${path}`;
}

function describeValue(value: Value | undefined): string {
  if (value === undefined) return "undefined";
  try {
    return JSON.stringify(convexToJson(value));
  } catch {
    return "(not a Convex value)";
  }
}

const LONGEST_DESCRIPTION = 500;

function shortened(text: string): string {
  return text.length > LONGEST_DESCRIPTION ? `${text.slice(0, LONGEST_DESCRIPTION)}…` : text;
}

/** As one would write it in code, e.g. `v.object({body: v.string()})`. */
export function describeValidator(validator: ValidatorJson): string {
  switch (validator.type) {
    case "number":
      return "v.float64()";
    case "bigint":
      return "v.int64()";
    case "literal":
      return `v.literal(${JSON.stringify(validator.value)})`;
    case "id":
      return `v.id(${JSON.stringify(validator.tableName)})`;
    case "array":
      return `v.array(${describeValidator(validator.value)})`;
    case "record":
      return `v.record(${describeValidator(validator.keys)}, ${describeField(validator.values)})`;
    case "union":
      return `v.union(${validator.value.map(describeValidator).join(", ")})`;
    case "object": {
      const fields = Object.entries(validator.value);
      return `v.object({${fields.map(([name, field]) => `${name}: ${describeField(field)}`).join(", ")}})`;
    }
    default:
      return `v.${validator.type}()`;
  }
}

function describeField({ fieldType, optional }: FieldJson): string {
  const described = describeValidator(fieldType);
  return optional ? `v.optional(${described})` : described;
}

function isPlainObject(value: Value | undefined): value is Record<string, Value | undefined> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ArrayBuffer)
  );
}

function first<T>(
  items: readonly T[],
  look: (item: T, index: number) => string | null,
): string | null {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== null) return found;
  }
  return null;
}
