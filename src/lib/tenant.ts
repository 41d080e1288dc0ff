/** The marketplace this build shows at its own address; other tenants are reached by path. */
export const HOME_TENANT = import.meta.env.VITE_TENANT ?? "demo";
