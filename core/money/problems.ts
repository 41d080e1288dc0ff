/** Something wrong with one field of a service; `problem` is a code that screens put into words. */
export type FieldProblem = { field: string; problem: string };
