import type { Deployment } from "../deployment.ts";
import type { State } from "../state.ts";
import type { ComponentPath } from "../types.ts";
import { findMismatch } from "../validators.ts";
import { analyzedSchema } from "./component-schema.ts";

export interface SchemaConflict {
  error: string;
  componentPath: ComponentPath;
  tableName: string;
}

/** The first stored document that does not fit the schema of a push; null when all do. */
export function findSchemaConflict(deployment: Deployment, state: State): SchemaConflict | null {
  for (const { componentPath, schema } of deployment.mounts.values()) {
    const analyzed = analyzedSchema(schema);
    if (analyzed?.schemaValidation !== true) continue;
    for (const { tableName, documentType } of analyzed.tables) {
      for (const doc of state.documents(componentPath).table(tableName)) {
        const { _id, _creationTime, ...fields } = doc;
        const wrong = findMismatch(documentType, fields);
        if (wrong === null) continue;
        const error =
          `Document with ID "${_id}" in table "${tableName}" does not match the schema: ${wrong}\n` +
          `Created ${new Date(_creationTime).toISOString()}. Change the document or the schema, then push again.`;
        return { error, componentPath, tableName };
      }
    }
  }
  return null;
}
