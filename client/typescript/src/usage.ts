/** The usage of an operation's model calls, summed over the finished ones. */
export interface Usage {
  /** Model calls that finished. */
  calls: number;
  /** Finished calls without a number of tokens. */
  callsWithoutUsage: number;
  inputTokens: number;
  /** Input tokens that the provider read from its cache; part of `inputTokens`. */
  cachedInputTokens: number;
  outputTokens: number;
  /** Output tokens that the model used for reasoning; part of `outputTokens`. */
  reasoningTokens: number;
  totalTokens: number;
}

export function noUsage(): Usage {
  return {
    calls: 0,
    callsWithoutUsage: 0,
    inputTokens: 0,
    cachedInputTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
    totalTokens: 0,
  };
}

/** Adds the usage of one call, in the form of model versions v2, v3 and v4. */
export function addUsage(sum: Usage, used: unknown): void {
  const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens } = members(used);
  const input = tokens(inputTokens, "total");
  const output = tokens(outputTokens, "total");
  sum.calls++;
  if (input === undefined && output === undefined) {
    sum.callsWithoutUsage++;
  }
  sum.inputTokens += input ?? 0;
  sum.outputTokens += output ?? 0;
  sum.totalTokens += (input ?? 0) + (output ?? 0);
  sum.cachedInputTokens += tokens(inputTokens, "cacheRead", cachedInputTokens) ?? 0;
  sum.reasoningTokens += tokens(outputTokens, "reasoning", reasoningTokens) ?? 0;
}

/** A number in v2, or a member of an object in v3 and v4. */
function tokens(side: unknown, member: string, flat: unknown = side): number | undefined {
  const value = typeof side === "object" ? members(side)[member] : flat;
  return typeof value === "number" && value >= 0 ? value : undefined;
}

function members(value: unknown): Record<string, unknown> {
  return (value ?? {}) as Record<string, unknown>;
}
