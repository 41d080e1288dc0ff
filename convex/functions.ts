/**
 * The only source of function builders. They keep Convex's own names, because lint rules recognise functions by them.
 */
export {
  action,
  httpAction,
  internalAction,
  internalMutation,
  internalQuery,
  mutation,
  query,
} from "./_generated/server";
