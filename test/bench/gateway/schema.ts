// The four subgraphs of the gateway bench: users, products, reviews, stock. In: nothing. Out: SDL and invented rows.

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@shareable"])\n`;

export const BENCH_SDL: Readonly<Record<string, string>> = {
  users: `${LINK}
    type Query { users: [User] }
    type User @key(fields: "id") { id: ID! name: String username: String }`,
  products: `${LINK}
    type Query { topProducts(first: Int = 5): [Product] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
  reviews: `${LINK}
    type Review @key(fields: "id") { id: ID! body: String author: User product: Product }
    type User @key(fields: "id") { id: ID! reviews: [Review] }
    type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
  stock: `${LINK}
    type Product @key(fields: "upc") {
      upc: String! weight: Int @external price: Int @external
      inStock: Boolean shippingEstimate: Int @requires(fields: "price weight")
    }`,
};

export const BENCH_QUERY = `
  fragment U on User { id username name }
  fragment R on Review { id body }
  fragment P on Product { inStock name price shippingEstimate upc weight }
  query Nested {
    users { ...U reviews { ...R product { ...P reviews { ...R author { ...U reviews { ...R product { ...P } } } } } } }
    topProducts { ...P reviews { ...R author { ...U reviews { ...R product { ...P } } } } }
  }`;

interface BenchProduct {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
}

export const users = Array.from({ length: 6 }, (_, i) => ({
  id: String(i + 1),
  name: `Reader number ${i + 1}`,
  username: `reader-${i + 1}`,
}));

export const products: BenchProduct[] = Array.from({ length: 9 }, (_, i) => ({
  upc: String(i + 1),
  name: ["Table", "Couch", "Glass", "Chair", "Lamp", "Shelf", "Kettle", "Broom", "Clock"][i] ?? "Thing",
  price: 54 * (i + 1) + 845,
  weight: 100 + 50 * i,
}));

export const reviews = Array.from({ length: 14 }, (_, i) => ({
  id: String(i + 1),
  body: "Solid, plain and just what our association needed for the common room; we would take it again.".slice(
    0,
    16 + 5 * i,
  ),
  author: { __typename: "User", id: String((i % 2) + 1) },
  product: { __typename: "Product", upc: String((i % 4) + 1) },
}));

type Source = Record<string, unknown>;

export const BENCH_RESOLVERS: Readonly<Record<string, Record<string, Record<string, unknown>>>> = {
  users: {
    Query: { users: () => users },
    User: { __resolveReference: (ref: Source) => users.find((user) => user.id === ref.id) ?? null },
  },
  products: {
    Query: { topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first) },
    Product: { __resolveReference: (ref: Source) => products.find((product) => product.upc === ref.upc) ?? null },
  },
  reviews: {
    Review: { __resolveReference: (ref: Source) => reviews.find((review) => review.id === ref.id) ?? null },
    User: {
      __resolveReference: (ref: Source) => ref,
      reviews: (user: Source) => reviews.filter((review) => review.author.id === user.id),
    },
    Product: {
      __resolveReference: (ref: Source) => ref,
      reviews: (product: Source) => reviews.filter((review) => review.product.upc === product.upc),
    },
  },
  stock: {
    Product: {
      __resolveReference: (ref: Source) => ref,
      inStock: (product: Source) => Number(product.upc) % 3 !== 0,
      shippingEstimate: ({ price, weight }: { price: number; weight: number }) =>
        price > 1000 ? 0 : Math.round(weight / 2),
    },
  },
};
