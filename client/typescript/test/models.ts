import * as ai7 from "ai";
import * as ai6 from "ai-6";
import type { MeterableModel } from "drawdown/ai";

type LanguageModelV4 = Extract<ai7.LanguageModel, { specificationVersion: "v4" }>;

export type PlayedV4 = LanguageModelV4 & { calls: number; cancelled: unknown };

/** A step of a simulated model: its answer, its failure, or its stream. */
export type Step =
  | { text: string; tokens?: number | "unknown" }
  /** Asks for the tool `look`. */
  | { tool: true; tokens?: number }
  | { fails: unknown }
  /** Its stream ends in this way after some text. */
  | { breaks: "error" | "error-part" | "end" | "error-finish" | "hang" };

/** A model that plays steps, of the specification that both majors of the package accept, or v4. */
export class PlayedModel {
  readonly provider = "played";
  readonly modelId = "played-1";
  readonly supportedUrls = {};
  /** A private member, which a proxy must not break. */
  readonly #steps: Step[];
  calls = 0;
  /** The reason of the reader's cancel. */
  cancelled: unknown;

  constructor(
    readonly specificationVersion: "v3" | "v4",
    steps: Step[],
  ) {
    this.#steps = steps;
  }

  async doGenerate({ abortSignal }: { abortSignal?: AbortSignal }): Promise<unknown> {
    const step = this.#next();
    if ("fails" in step) {
      throw step.fails;
    }
    if ("breaks" in step) {
      return await new Promise((_, reject) => {
        abortSignal?.addEventListener("abort", () => reject(abortSignal.reason as Error));
      });
    }
    const content =
      "text" in step
        ? [{ type: "text", text: step.text }]
        : [{ type: "tool-call", toolCallId: `c${this.calls}`, toolName: "look", input: "{}" }];
    return { content, ...finish(step), warnings: [] };
  }

  async doStream({ abortSignal }: { abortSignal?: AbortSignal }): Promise<unknown> {
    const step = this.#next();
    if ("fails" in step) {
      throw step.fails;
    }
    const parts = partsOf(step, this.calls);
    const stream = new ReadableStream<unknown>(
      {
        start: (controller) => {
          abortSignal?.addEventListener("abort", () => controller.error(abortSignal.reason));
        },
        pull: (controller) => {
          const part = parts.shift();
          if (part !== undefined) {
            controller.enqueue(part);
          } else if (!("breaks" in step) || step.breaks === "end") {
            controller.close();
          } else if (step.breaks === "error") {
            controller.error(new Error("the connection broke"));
          } else if (step.breaks !== "hang") {
            controller.close();
          }
        },
        cancel: (reason) => void (this.cancelled = reason ?? "without a reason"),
      },
      { highWaterMark: 0 },
    );
    return { stream };
  }

  #next(): Step {
    const step = this.#steps[this.calls++];
    if (step === undefined) {
      throw new Error("the model was called once more than the test has steps");
    }
    return step;
  }
}

function partsOf(step: Exclude<Step, { fails: unknown }>, call: number): unknown[] {
  const start = { type: "stream-start", warnings: [] };
  if ("tool" in step) {
    const tool = { type: "tool-call", toolCallId: `c${call}`, toolName: "look", input: "{}" };
    return [start, tool, { type: "finish", ...finish(step) }];
  }
  const text = "text" in step ? step.text : "half a";
  const delta = { type: "text-delta", id: "1", delta: text };
  const begun = [start, { type: "text-start", id: "1" }, delta];
  if ("text" in step) {
    return [...begun, { type: "text-end", id: "1" }, { type: "finish", ...finish(step) }];
  }
  switch (step.breaks) {
    case "error-part":
      return [...begun, { type: "error", error: new Error("overloaded") }];
    case "error-finish": {
      const finishReason = { unified: "error", raw: "error" };
      return [...begun, { type: "finish", ...finish({ text: "" }), finishReason }];
    }
    default:
      return begun;
  }
}

/** Two tokens in for one out. */
function finish(step: Exclude<Step, { fails: unknown } | { breaks: unknown }>) {
  const tokens = step.tokens ?? 300;
  const part = (share: number) => (tokens === "unknown" ? undefined : (tokens * share) / 3);
  const unified = "tool" in step ? "tool-calls" : "stop";
  return {
    finishReason: { unified, raw: unified },
    usage: {
      inputTokens: { total: part(2), noCache: part(2), cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: part(1), text: part(1), reasoning: 0 },
    },
  };
}

/** The parts of a major of the `ai` package that the tests use. Both majors have them. */
export interface Major {
  name: string;
  version: "v3" | "v4";
  ai: typeof ai7;
}

const sixth = ai6 as unknown as typeof ai7;

/** Each major, and the seventh also with models made for the sixth. */
export const MAJORS: Major[] = [
  { name: "ai 6", version: "v3", ai: sixth },
  { name: "ai 7", version: "v4", ai: ai7 },
  { name: "ai 7 with a model of 6", version: "v3", ai: ai7 },
];

/** Models of both majors are accepted unchanged. Otherwise this file doesn't compile. */
type Taken<M> = M extends MeterableModel ? true : never;
export const TAKEN: [
  Taken<LanguageModelV4>,
  Taken<Extract<ai6.LanguageModel, { specificationVersion: "v3" }>>,
] = [true, true];

/** The model in the type of `op.model` and of the package. */
export function played(
  version: "v3" | "v4",
  ...steps: Step[]
): PlayedV4 {
  return new PlayedModel(version, steps) as unknown as PlayedV4;
}

/** A failure that the SDK retries. */
export function overloaded({ ai }: Major): Error {
  return new ai.APICallError({
    message: "overloaded",
    url: "https://models.example.com",
    requestBodyValues: {},
    statusCode: 503,
    isRetryable: true,
    responseHeaders: { "retry-after-ms": "1" },
  });
}

/** The same model, which ignores its cancel. */
export function deaf(model: PlayedV4): PlayedV4 {
  const { specificationVersion, provider, modelId } = model;
  const withoutSignal = (options: object) => ({ ...options, abortSignal: undefined }) as never;
  return {
    specificationVersion,
    provider,
    modelId,
    doGenerate: (options: object) => model.doGenerate(withoutSignal(options)),
    doStream: (options: object) => model.doStream(withoutSignal(options)),
  } as unknown as PlayedV4;
}
