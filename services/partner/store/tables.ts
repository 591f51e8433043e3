// Where the reference partner's tables lie. In: nothing. Out: the name of their PostgreSQL schema.

export const STORE_SCHEMA = "partner_data";
