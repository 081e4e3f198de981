import type { Reply } from "./calls.js";
import type { KnownProblemCode, ProblemBody, ProblemCode, ProblemMembers } from "./wire.js";

/** The client's own codes, besides the service's. */
export type ClientCode = "unavailable" | "unreadable-answer";

/** The service refused a call, or gave no usable answer. */
export class DrawdownProblem extends Error {
  override readonly name = "DrawdownProblem";
  /** The service's stable code, one of the client's own, or an empty text. */
  readonly code: ProblemCode | ClientCode;
  /** The status of the answer, or undefined if there was none. */
  readonly status: number | undefined;
  /** The problem as the service answered it. */
  readonly body: ProblemBody & Record<string, unknown>;
  /**
   * Whether the call may have taken effect nevertheless, because the answer of a try was lost. A
   * retry with the same key shows it. If false, nothing was charged.
   */
  readonly outcomeUnknown: boolean;

  constructor(
    message: string,
    code: ProblemCode | ClientCode,
    outcomeUnknown: boolean,
    status?: number,
    body: ProblemBody & Record<string, unknown> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.body = body;
    this.outcomeUnknown = outcomeUnknown;
  }

  /** Whether this problem has that code. Its body then has the code's members. */
  is<C extends KnownProblemCode>(
    code: C,
  ): this is DrawdownProblem & { code: C; body: ProblemBody & ProblemMembers[C] } {
    return this.code === code;
  }
}

/** The problem of a reply without success. */
export function problemOf(reply: Reply): DrawdownProblem {
  return reply.status === undefined
    ? new DrawdownProblem(reply.detail, "unavailable", reply.answerLost)
    : new DrawdownProblem(reply.detail, reply.code, reply.answerLost, reply.status, reply.body);
}
