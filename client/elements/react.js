/** The module of `react.d.ts`. It is empty, because the types need no code. */
export {};
