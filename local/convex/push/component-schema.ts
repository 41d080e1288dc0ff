import type { GenericSchema, SchemaDefinition } from "convex/server";
import { RequestError } from "../errors.ts";
import type { ValidatorJson } from "../validators.ts";

/** What `defineSchema()` makes. */
export type ComponentSchema = SchemaDefinition<GenericSchema, boolean> & { export(): string };

/** The schema as the CLI and the dashboard exchange it. */
export interface AnalyzedSchema {
  schemaValidation: boolean;
  tables: AnalyzedTable[];
}

export interface AnalyzedTable {
  tableName: string;
  documentType: ValidatorJson;
  indexes: { indexDescriptor: string; fields: string[] }[];
  searchIndexes?: { indexDescriptor: string; searchField: string; filterFields: string[] }[];
  vectorIndexes?: {
    indexDescriptor: string;
    vectorField: string;
    dimensions: number;
    filterFields: string[];
  }[];
}

/** @throws RequestError when the module does not export a schema */
export function schemaOf(exports: Record<string, unknown>): ComponentSchema {
  const schema = exports.default as Partial<ComponentSchema> | undefined;
  if (schema?.tables === undefined || typeof schema.export !== "function") {
    throw new RequestError(
      400,
      "InvalidSchema",
      "The default export of schema must be defineSchema({…}).",
    );
  }
  return schema as ComponentSchema;
}

export function analyzedSchema(schema: ComponentSchema | null): AnalyzedSchema | null {
  return schema === null ? null : (JSON.parse(schema.export()) as AnalyzedSchema);
}
