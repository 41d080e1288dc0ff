/**
 * Anyone on the internet can call what `query`, `mutation` and `action` register, so the first statement of
 * such a handler calls a guard, and a guard is a `require…` or `find…` imported from an `access` module.
 * @type {import("eslint").Rule.RuleModule}
 */
export const guardFirst = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      missing:
        "The first statement of a public handler calls a guard: `require…` or `find…`, imported from an access.ts.",
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
        } else if (!isGuard(firstExpression(handler.body), guards)) {
          context.report({ node: node.callee, messageId: "missing" });
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

function firstExpression(body) {
  if (body.type !== "BlockStatement") return body;
  const first = body.body[0];
  if (first?.type === "VariableDeclaration") return first.declarations[0]?.init;
  return first?.expression ?? first?.argument;
}

function isGuard(expression, guards) {
  const call = expression?.type === "AwaitExpression" ? expression.argument : expression;
  if (call?.type !== "CallExpression") return false;
  const { callee } = call;
  if (callee.type === "Identifier") {
    return guards.has(callee.name) && /^(require|find)[A-Z]/.test(callee.name);
  }
  return (
    callee.type === "MemberExpression" &&
    guards.has(callee.object.name) &&
    /^(require|find)[A-Z]/.test(callee.property.name)
  );
}
