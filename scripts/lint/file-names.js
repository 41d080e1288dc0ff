import { basename } from "node:path";

/**
 * A file is named after what it holds. `kebab` asks for kebab-case on top of that.
 * @type {import("eslint").Rule.RuleModule}
 */
export const fileNames = {
  meta: {
    type: "suggestion",
    schema: [{ type: "object", properties: { kebab: { type: "boolean" } } }],
    messages: {
      kebab: "Name this file in kebab-case.",
      vague: "`{{name}}` says nothing about what the file holds: name it after its content.",
    },
  },
  create(context) {
    return {
      Program(node) {
        const name = basename(context.filename).replace(/\..*$/, "");
        if (/^(utils?|helpers?|common|misc)$/i.test(name)) {
          context.report({ node, messageId: "vague", data: { name } });
        }
        if (context.options[0]?.kebab === true && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
          context.report({ node, messageId: "kebab" });
        }
      },
    };
  },
};
