import { unlessAborted } from "./calls.js";

/**
 * The part of a language model of the `ai` package that this package uses: the same two methods in
 * each version of the specification.
 */
export interface MeterableModel {
  readonly specificationVersion: string;
  readonly provider: string;
  readonly modelId: string;
  // Each version has its own options and results. The model passes them through unread.
  doGenerate(options: any): PromiseLike<any>;
  doStream(options: any): PromiseLike<any>;
}

/** Observes one call of a model. At most one of its methods has an effect. */
export interface CallMeter {
  /** Cancels the model call. */
  readonly signal: AbortSignal;
  /** The model finished. `continues` means that it waits for the results of tools. */
  finished(usage: unknown, continues: boolean): Promise<void>;
  /** The model failed, its stream was cut short, or its reader cancelled. */
  interrupted(isTriedAgain?: boolean): Promise<void>;
}

/** Begins a model call, or throws if it may not run. */
export type Begin = (kind: "generate" | "stream", signal?: AbortSignal) => Promise<CallMeter>;

interface Options {
  abortSignal?: AbortSignal;
}

/** The same model, which calls `begin` before each of its calls. */
export function watchedModel<M extends MeterableModel>(model: M, begin: Begin): M {
  if (typeof model !== "object" || model === null) {
    const said = JSON.stringify(model);
    throw new TypeError(`model must be a model of a provider, not the name of one: ${said}`);
  }
  return new Proxy(model, {
    get(target, name) {
      switch (name) {
        case "doGenerate":
          return (options: Options) => generate(target, options, begin);
        case "doStream":
          return (options: Options) => stream(target, options, begin);
        default: {
          // This bypasses the proxy, because a class may keep private members.
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        }
      }
    },
  });
}

async function generate(model: MeterableModel, options: Options, begin: Begin): Promise<unknown> {
  const call = await begin("generate", options.abortSignal);
  try {
    call.signal.throwIfAborted();
    const result = (await model.doGenerate({ ...options, abortSignal: call.signal })) as Finish;
    call.signal.throwIfAborted();
    await call.finished(result.usage, reasonOf(result) === "tool-calls");
    return result;
  } catch (failure) {
    await call.interrupted();
    throw failure;
  }
}

async function stream(model: MeterableModel, options: Options, begin: Begin): Promise<unknown> {
  const call = await begin("stream", options.abortSignal);
  try {
    const abortSignal = call.signal;
    abortSignal.throwIfAborted();
    const result = (await model.doStream({ ...options, abortSignal })) as {
      stream: ReadableStream<Part>;
    };
    return { ...result, stream: watchedStream(result.stream, call) };
  } catch (failure) {
    const { isRetryable } = (failure ?? {}) as { isRetryable?: unknown };
    await call.interrupted(isRetryable === true);
    throw failure;
  }
}

interface Finish {
  usage?: unknown;
  /** An object since v3. */
  finishReason?: string | { unified?: string };
}

interface Part extends Finish {
  type: string;
}

function reasonOf({ finishReason }: Finish): string | undefined {
  return typeof finishReason === "object" ? finishReason.unified : finishReason;
}

/**
 * The same stream. It passes the finish part on once its credits are captured. A process that is
 * frozen at the end of its response would never capture them later.
 */
function watchedStream(source: ReadableStream<Part>, call: CallMeter): ReadableStream<Part> {
  const reader = source.getReader();
  return new ReadableStream<Part>(
    {
      async pull(controller) {
        try {
          // Some models don't end their stream when they are cancelled.
          call.signal.throwIfAborted();
          const { done, value } = await unlessAborted(reader.read(), call.signal);
          if (done) {
            await call.interrupted();
            controller.close();
          } else {
            await noted(value, call);
            controller.enqueue(value);
          }
        } catch (broken) {
          await call.interrupted();
          controller.error(broken);
          reader.cancel(broken).catch(() => {});
        }
      },
      async cancel(reason) {
        await call.interrupted();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

async function noted(part: Part, call: CallMeter): Promise<void> {
  const reason = reasonOf(part);
  if (part.type === "error" || reason === "error" || reason === "interrupted") {
    await call.interrupted();
  } else if (part.type === "finish") {
    await call.finished(part.usage, reason === "tool-calls");
  }
}
