const GUARD = /^(require|find)[A-Z]/;

/**
 * Where `require-access-control` sees that a public handler calls something named like a guard, this sees that
 * it is one: called by the first statement, before anything is read, and imported from an `access` module.
 * @type {import("eslint").Rule.RuleModule}
 */
export const guardFirst = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      notFirst:
        "The first statement of a public handler calls its guard: `require…` or `find…`, imported from an access.ts.",
      notInline: "Write the handler in place, so that its guard can be seen.",
    },
  },
  create(context) {
    const guards = new Set();
    return {
      ImportDeclaration(node) {
        if (!/(^|\/)access(\.ts)?$/.test(String(node.source.value))) return;
        for (const specifier of node.specifiers) guards.add(specifier.local.name);
      },
      "ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > CallExpression[callee.name=/^(query|mutation|action)$/]"(
        node,
      ) {
        const handler = handlerOf(node.arguments[0]);
        if (handler === undefined) {
          context.report({ node: node.callee, messageId: "notInline" });
          return;
        }
        const { body } = handler;
        const calls = (body.type === "BlockStatement" ? body.body : [body]).map(calledIn);
        const namedAsGuards = calls.filter((call) => call !== undefined && GUARD.test(call.name));
        const isFirst = calls[0] === namedAsGuards[0] && guards.has(calls[0]?.module);
        if (namedAsGuards.length > 0 && !isFirst) {
          context.report({ node: node.callee, messageId: "notFirst" });
        }
      },
    };
  },
};

function handlerOf(definition) {
  const value =
    definition?.type === "ObjectExpression"
      ? definition.properties.find((property) => property.key?.name === "handler")?.value
      : definition;
  return value?.type.endsWith("FunctionExpression") ? value : undefined;
}

/** The function that a statement calls: its name, and the imported name that it is reached by. */
function calledIn(statement) {
  const value =
    statement.declarations?.[0]?.init ?? statement.expression ?? statement.argument ?? statement;
  const call = value.type === "AwaitExpression" ? value.argument : value;
  if (call.type !== "CallExpression") return undefined;
  const { callee } = call;
  return callee.type === "MemberExpression"
    ? { name: callee.property.name, module: callee.object.name }
    : { name: callee.name, module: callee.name };
}
